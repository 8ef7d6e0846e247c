-- name_vi: Đã giải quyết – tổng số
-- name_en: Resolved, total
-- kind: flow
-- over_time: sum
-- format: count
-- better: higher
-- population: all
-- definition_vi: Số hồ sơ đã giải quyết trong kỳ.
-- definition_en: Dossiers resolved in the period.
-- source: Biểu II.06a/VPCP/KSTT, cột 7 (Thông tư 02/2017/TT-VPCP, 01/2020/TT-VPCP)
-- priority: P1
-- fields: handling.resolved_total
select unit_id, period, resolved_total as part, null as whole, told
from dossiers
