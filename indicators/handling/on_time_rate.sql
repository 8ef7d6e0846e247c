-- name_vi: Tỷ lệ giải quyết trước và đúng hạn
-- name_en: On-time rate
-- kind: ratio
-- over_time: sum
-- format: percent
-- better: higher
-- population: all
-- definition_vi: Số hồ sơ giải quyết trước hạn và đúng hạn chia cho số hồ sơ đã giải quyết trong kỳ (OT1).
-- definition_en: Dossiers resolved early or on time over dossiers resolved in the period (OT1).
-- source: Biểu II.06a/VPCP/KSTT, cột 7–9 (Thông tư 02/2017/TT-VPCP, 01/2020/TT-VPCP)
-- priority: P1
-- fields: handling.resolved_early, handling.resolved_on_time, handling.resolved_by_deadline, handling.resolved_total
select unit_id, period, resolved_by_deadline as part, resolved_total as whole, told
from dossiers
