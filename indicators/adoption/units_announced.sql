-- name_vi: Số đơn vị đã công bố
-- name_en: Units announced
-- kind: stock
-- over_time: last
-- format: count
-- better: higher
-- population: offices
-- bounds: unit
-- definition_vi: Số đơn vị đã công bố hệ thống quản lý chất lượng phù hợp tiêu chuẩn vào cuối kỳ.
-- definition_en: Offices that have announced conformity of their system by the end of the period.
-- source: Thông tư 26/2014/TT-BKHCN
-- priority: P1
-- fields: status.stage
select unit_id, period, cast(stage >= 3 as bigint) as part, null as whole, stage_told as told
from standing
