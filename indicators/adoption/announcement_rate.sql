-- name_vi: Tỷ lệ đơn vị công bố
-- name_en: Announcement rate
-- kind: ratio
-- over_time: last
-- format: percent
-- better: higher
-- population: offices
-- bounds: unit
-- definition_vi: Số đơn vị đã công bố chia cho số đơn vị thuộc diện áp dụng đã biết tình trạng.
-- definition_en: Offices that have announced over offices in scope whose stage is known.
-- source: Thông tư 26/2014/TT-BKHCN
-- priority: P1
-- fields: status.stage, unit.obligation
select unit_id, period, cast(stage >= 3 as bigint) as part, 1 as whole, stage_told as told
from standing
