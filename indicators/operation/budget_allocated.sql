-- name_vi: Kinh phí bố trí
-- name_en: Budget allocated
-- kind: flow
-- over_time: sum
-- format: money
-- better: neutral
-- population: all
-- definition_vi: Kinh phí bố trí trong kỳ cho xây dựng, áp dụng, duy trì hệ thống; biểu ghi triệu đồng, hệ thống lưu đồng.
-- definition_en: Money allocated in the period to building, applying and maintaining the system; forms say million đồng, the store keeps đồng.
-- source: Quyết định 19/2014/QĐ-TTg
-- priority: P2
-- fields: flow.budget_allocated
select unit_id, period, budget_allocated as part, null as whole, budget_allocated_told as told
from flows
