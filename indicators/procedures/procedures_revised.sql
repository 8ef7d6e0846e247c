-- name_vi: Số quy trình sửa đổi trong kỳ
-- name_en: Procedures revised
-- kind: flow
-- over_time: sum
-- format: count
-- better: neutral
-- population: all
-- definition_vi: Số quy trình, tài liệu được sửa đổi, bổ sung trong kỳ.
-- definition_en: Procedures and documents revised in the period.
-- source: Thông tư 26/2014/TT-BKHCN
-- priority: P2
-- fields: flow.procedures_revised
select unit_id, period, procedures_revised as part, null as whole, procedures_revised_told as told
from flows
