-- name_vi: Đang giải quyết quá hạn
-- name_en: Pending overdue
-- kind: stock
-- over_time: last
-- format: count
-- better: lower
-- population: all
-- definition_vi: Số hồ sơ đang giải quyết đã quá hạn vào cuối kỳ.
-- definition_en: Dossiers pending past their deadline at the end of the period.
-- source: Biểu II.06a/VPCP/KSTT, cột 13 (Thông tư 02/2017/TT-VPCP, 01/2020/TT-VPCP)
-- priority: P1
-- fields: pending.pending_overdue
select unit_id, period, pending_overdue as part, null as whole, pending_overdue_told as told
from backlog
