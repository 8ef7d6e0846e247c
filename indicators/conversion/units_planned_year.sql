-- name_vi: Số đơn vị theo kế hoạch năm
-- name_en: Units planned this year
-- kind: stock
-- over_time: last
-- format: count
-- better: neutral
-- population: offices
-- definition_vi: Số đơn vị mà kế hoạch của năm giao xây dựng mới hoặc chuyển đổi (danh sách kế hoạch, biểu F7); không có kế hoạch của năm thì chưa báo cáo.
-- definition_en: Offices that the plan of the year lists for building or conversion (list of a plan, form F7); no figure where the year has no plan.
-- source: Quyết định 19/2014/QĐ-TTg
-- priority: P2
-- fields: plan(planned_build planned_conversion).kind
select unit_id, period, planned as part, null as whole
from plans
