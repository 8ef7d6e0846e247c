-- name_vi: Giải quyết trước hạn
-- name_en: Resolved early
-- kind: flow
-- over_time: sum
-- format: count
-- better: higher
-- population: all
-- definition_vi: Số hồ sơ giải quyết trước hạn trong kỳ; chưa biết nếu biểu gộp với đúng hạn.
-- definition_en: Dossiers resolved before the deadline; unknown where the form has one column for early and on time.
-- source: Biểu II.06a/VPCP/KSTT, cột 8 (Thông tư 02/2017/TT-VPCP, 01/2020/TT-VPCP)
-- priority: P1
-- fields: handling.resolved_early
select unit_id, period, resolved_early as part, null as whole, told
from dossiers
