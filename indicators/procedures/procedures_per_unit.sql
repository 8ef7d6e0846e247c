-- name_vi: Bình quân quy trình một đơn vị
-- name_en: Procedures per unit
-- kind: ratio
-- over_time: last
-- format: number
-- better: neutral
-- population: offices
-- definition_vi: Tổng số quy trình chia cho số đơn vị đã áp dụng, tính trên các đơn vị báo cáo tổng số quy trình.
-- definition_en: All procedures over offices applying, of the units whose procedures are known.
-- source: Quyết định 101/QĐ-BKHCN (2019)
-- priority: P2
-- fields: total.procedures_tthc, total.procedures_internal, procedure(product_quality other).kind, total.procedures_other, total.procedures_total, status.stage
select
    p.unit_id, p.period,
    p.procedures_total as part,
    case when p.procedures_total is not null then cast(s.stage >= 2 as bigint) end as whole,
    p.procedures_total_told and s.stage_told as told
from procedures_standing p
join standing s using (unit_id, period)
