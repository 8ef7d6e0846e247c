-- name_vi: Quy trình khác
-- name_en: Other procedures
-- kind: stock
-- over_time: last
-- format: count
-- better: neutral
-- population: all
-- definition_vi: Số quy trình khác trong hệ thống, ví dụ quy trình chất lượng sản phẩm.
-- definition_en: Other procedures in the systems, for example of product quality.
-- source: Quyết định 101/QĐ-BKHCN (2019)
-- priority: P1
-- fields: procedure(product_quality other).kind, total.procedures_other
select unit_id, period, procedures_other as part, null as whole, procedures_other_told as told
from procedures_standing
