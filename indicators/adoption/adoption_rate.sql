-- name_vi: Tỷ lệ đơn vị áp dụng
-- name_en: Adoption rate
-- kind: ratio
-- over_time: last
-- format: percent
-- better: higher
-- population: offices
-- bounds: unit
-- definition_vi: Số đơn vị đã áp dụng chia cho số đơn vị thuộc diện áp dụng đã biết tình trạng. Đơn vị chưa từng báo cáo không tính vào tử số và mẫu số.
-- definition_en: Offices applying over offices in scope whose stage is known. A unit that never reported counts in neither.
-- source: Quyết định 19/2014/QĐ-TTg
-- priority: P1
-- fields: status.stage, unit.obligation
select unit_id, period, cast(stage >= 2 as bigint) as part, 1 as whole, stage_told as told
from standing
