-- name_vi: Tỷ lệ quá hạn
-- name_en: Overdue rate
-- kind: ratio
-- over_time: balance
-- format: percent
-- better: lower
-- population: all
-- definition_vi: Số hồ sơ giải quyết quá hạn và đang giải quyết quá hạn chia cho số hồ sơ đã giải quyết cộng số đang giải quyết quá hạn; bằng 1 trừ OT2. Chỉ tính dòng lĩnh vực có đủ cả hai số.
-- definition_en: Dossiers resolved late or pending overdue over dossiers resolved and pending overdue; 1 less OT2. Only fields of work that tell both count.
-- source: Biểu II.06a/VPCP/KSTT, cột 7, 10, 13 (Thông tư 02/2017/TT-VPCP, 01/2020/TT-VPCP)
-- priority: P2
-- fields: late.resolved_late, pending.pending_overdue, late.resolved_total
select unit_id, period, late_with_total + pending_overdue as part, total_with_late + pending_overdue as whole, told
from dossiers
