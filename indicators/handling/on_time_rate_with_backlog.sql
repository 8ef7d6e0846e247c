-- name_vi: Tỷ lệ đúng hạn có tính tồn quá hạn
-- name_en: On-time rate with backlog
-- kind: ratio
-- over_time: balance
-- format: percent
-- better: higher
-- population: all
-- definition_vi: Số hồ sơ giải quyết trước và đúng hạn chia cho số hồ sơ đã giải quyết cộng số đang giải quyết quá hạn cuối kỳ (OT2).
-- definition_en: Dossiers resolved early or on time over dossiers resolved and dossiers pending overdue at the end (OT2).
-- source: Biểu II.06a/VPCP/KSTT, cột 7–9, 13 (Thông tư 02/2017/TT-VPCP, 01/2020/TT-VPCP)
-- priority: P2
-- fields: handling.resolved_early, handling.resolved_on_time, handling.resolved_by_deadline, handling.resolved_total, pending.pending_overdue
select unit_id, period, resolved_by_deadline as part, resolved_total + pending_overdue as whole, told
from dossiers
