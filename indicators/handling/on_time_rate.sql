-- name_vi: Tỷ lệ giải quyết trước và đúng hạn
-- name_en: On-time rate
-- kind: ratio
-- over_time: sum
-- format: percent
-- better: higher
-- population: all
-- definition_vi: Số hồ sơ giải quyết trước hạn và đúng hạn chia cho số hồ sơ đã giải quyết trong kỳ (OT1). Chỉ tính dòng lĩnh vực có đủ cả hai số.
-- definition_en: Dossiers resolved early or on time over dossiers resolved in the period (OT1). Only fields of work that tell both count.
-- source: Biểu II.06a/VPCP/KSTT, cột 7–9 (Thông tư 02/2017/TT-VPCP, 01/2020/TT-VPCP)
-- priority: P1
-- fields: judged.resolved_early, judged.resolved_on_time, judged.resolved_by_deadline, judged.resolved_total
select unit_id, period, deadline_with_total as part, total_with_deadline as whole, told
from dossiers
