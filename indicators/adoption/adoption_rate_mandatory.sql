-- name_vi: Tỷ lệ áp dụng khối bắt buộc
-- name_en: Adoption rate, mandatory units
-- kind: ratio
-- over_time: last
-- format: percent
-- better: higher
-- population: mandatory
-- bounds: unit
-- definition_vi: Số đơn vị đã áp dụng chia cho số đơn vị, tính trong khối bắt buộc hoặc theo chỉ đạo của tỉnh.
-- definition_en: Offices applying over offices, among those obliged by decision or by the province's directive.
-- source: Quyết định 19/2014/QĐ-TTg
-- priority: P1
-- fields: status.stage, unit.obligation
select unit_id, period, cast(stage >= 2 as bigint) as part, 1 as whole, stage_told as told
from standing
