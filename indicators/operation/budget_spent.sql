-- name_vi: Kinh phí đã chi
-- name_en: Budget spent
-- kind: flow
-- over_time: sum
-- format: money
-- better: neutral
-- population: all
-- definition_vi: Kinh phí đã chi trong kỳ cho xây dựng, áp dụng, duy trì hệ thống; biểu ghi triệu đồng, hệ thống lưu đồng.
-- definition_en: Money spent in the period on building, applying and maintaining the system; forms say million đồng, the store keeps đồng.
-- source: Quyết định 19/2014/QĐ-TTg
-- priority: P2
-- fields: flow.budget_spent
select unit_id, period, budget_spent as part, null as whole, budget_spent_told as told
from flows
