-- name_vi: Tỷ lệ đúng hạn có tính tồn quá hạn
-- name_en: On-time rate with backlog
-- kind: ratio
-- over_time: balance
-- format: percent
-- better: higher
-- population: all
-- definition_vi: Số hồ sơ giải quyết trước và đúng hạn chia cho số hồ sơ đã giải quyết cộng số đang giải quyết quá hạn cuối kỳ (OT2). Chỉ tính dòng lĩnh vực có đủ cả hai số.
-- definition_en: Dossiers resolved early or on time over dossiers resolved and dossiers pending overdue at the end (OT2). Only fields of work that tell both count.
-- source: Biểu II.06a/VPCP/KSTT, cột 7–9, 13 (Thông tư 02/2017/TT-VPCP, 01/2020/TT-VPCP)
-- priority: P2
-- fields: judged.resolved_early, judged.resolved_on_time, judged.resolved_by_deadline, judged.resolved_total, pending.pending_overdue
select unit_id, period, deadline_with_total as part, total_with_deadline + pending_overdue as whole, told
from dossiers
