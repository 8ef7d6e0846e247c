-- name_vi: Tỷ lệ công bố trên số đã áp dụng
-- name_en: Announcement rate among units applying
-- kind: ratio
-- over_time: last
-- format: percent
-- better: higher
-- population: offices
-- bounds: unit
-- definition_vi: Số đơn vị đã công bố chia cho số đơn vị đã áp dụng; khác tỷ lệ đơn vị công bố ở mẫu số.
-- definition_en: Offices that have announced over offices applying; the announcement rate has another whole.
-- source: Thông tư 26/2014/TT-BKHCN
-- priority: P1
-- fields: status.stage
select unit_id, period, cast(stage >= 3 as bigint) as part, cast(stage >= 2 as bigint) as whole, stage_told as told
from standing
