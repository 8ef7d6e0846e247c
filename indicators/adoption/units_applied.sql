-- name_vi: Số đơn vị đã áp dụng
-- name_en: Units applying
-- kind: stock
-- over_time: last
-- format: count
-- better: higher
-- population: offices
-- bounds: unit
-- definition_vi: Số đơn vị đã áp dụng hệ thống quản lý chất lượng (Đã áp dụng hoặc Đã công bố) vào cuối kỳ; tạm dừng và đã hủy công bố không tính.
-- definition_en: Offices that apply the quality management system (applied or announced) at the end of the period; suspended and withdrawn ones do not count.
-- source: Quyết định 19/2014/QĐ-TTg
-- priority: P1
-- fields: status.stage
select unit_id, period, cast(stage >= 2 as bigint) as part, null as whole, stage_told as told
from standing
