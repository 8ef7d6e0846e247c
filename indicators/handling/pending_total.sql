-- name_vi: Đang giải quyết – tổng số
-- name_en: Pending, total
-- kind: stock
-- over_time: last
-- format: count
-- better: lower
-- population: all
-- definition_vi: Số hồ sơ đang giải quyết vào cuối kỳ.
-- definition_en: Dossiers pending at the end of the period.
-- source: Biểu II.06a/VPCP/KSTT, cột 11 (Thông tư 02/2017/TT-VPCP, 01/2020/TT-VPCP)
-- priority: P1
-- fields: pending.pending_total
select unit_id, period, pending_total as part, null as whole, pending_total_told as told
from backlog
