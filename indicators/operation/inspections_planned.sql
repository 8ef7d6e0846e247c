-- name_vi: Số đơn vị kiểm tra theo kế hoạch
-- name_en: Inspections planned
-- kind: flow
-- over_time: distinct
-- format: count
-- better: neutral
-- population: all
-- definition_vi: Số đơn vị mà kế hoạch kiểm tra (danh sách kế hoạch, biểu F7) xếp vào kỳ, mỗi đơn vị tính một lần; không có kế hoạch của kỳ thì chưa báo cáo.
-- definition_en: Units that the inspection plan (list of a plan, form F7) names for the period, each once; no figure where the period has no plan.
-- source: Quyết định 19/2014/QĐ-TTg
-- priority: P2
-- fields: activity(planned_inspection).kind
select unit_id, period, inspection as part, null as whole
from plans
