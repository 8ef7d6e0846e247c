-- name_vi: Số đơn vị đã triển khai
-- name_en: Units started
-- kind: stock
-- over_time: last
-- format: count
-- better: higher
-- population: offices
-- bounds: unit
-- definition_vi: Số đơn vị đã triển khai xây dựng, áp dụng (từ bước Đang xây dựng trở lên) vào cuối kỳ.
-- definition_en: Offices that have at least begun to build their system by the end of the period.
-- source: Quyết định 19/2014/QĐ-TTg
-- priority: P1
-- fields: status.stage
select unit_id, period, cast(stage >= 1 as bigint) as part, null as whole, stage_told as told
from standing
