-- name_vi: Giải quyết đúng hạn
-- name_en: Resolved on time
-- kind: flow
-- over_time: sum
-- format: count
-- better: higher
-- population: all
-- definition_vi: Số hồ sơ giải quyết đúng hạn trong kỳ; chưa biết nếu biểu gộp với trước hạn.
-- definition_en: Dossiers resolved on the deadline; unknown where the form has one column for early and on time.
-- source: Biểu II.06a/VPCP/KSTT, cột 9 (Thông tư 02/2017/TT-VPCP, 01/2020/TT-VPCP)
-- priority: P1
-- fields: handling.resolved_on_time
select unit_id, period, resolved_on_time as part, null as whole, told
from dossiers
