-- name_vi: Giải quyết quá hạn
-- name_en: Resolved late
-- kind: flow
-- over_time: sum
-- format: count
-- better: lower
-- population: all
-- definition_vi: Số hồ sơ giải quyết quá hạn trong kỳ.
-- definition_en: Dossiers resolved after the deadline in the period.
-- source: Biểu II.06a/VPCP/KSTT, cột 10 (Thông tư 02/2017/TT-VPCP, 01/2020/TT-VPCP)
-- priority: P1
-- fields: handling.resolved_late
select unit_id, period, resolved_late as part, null as whole, told
from dossiers
