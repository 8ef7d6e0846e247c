-- name_vi: Số đơn vị đã được kiểm tra
-- name_en: Units inspected
-- kind: flow
-- over_time: distinct
-- format: count
-- better: higher
-- population: all
-- definition_vi: Số đơn vị đã được kiểm tra trong kỳ, mỗi đơn vị tính một lần.
-- definition_en: Units that were inspected in the period, each once.
-- source: Quyết định 19/2014/QĐ-TTg
-- priority: P1
-- fields: activity(inspection).kind
select unit_id, period, cast(inspected > 0 as bigint) as part, null as whole, told
from inspections
