-- name_vi: Tỷ lệ đúng hạn trên hồ sơ đến hạn
-- name_en: On-time rate of dossiers due
-- kind: ratio
-- over_time: sum
-- format: percent
-- better: higher
-- population: all
-- definition_vi: Số hồ sơ giải quyết trước và đúng hạn chia cho số hồ sơ đến hạn trong kỳ do báo cáo nêu (OT3).
-- definition_en: Dossiers resolved early or on time over dossiers due in the period, as reported (OT3).
-- source: Biểu II.06a/VPCP/KSTT, cột 8–9 (Thông tư 02/2017/TT-VPCP, 01/2020/TT-VPCP); hồ sơ đến hạn theo báo cáo
-- priority: P2
-- fields: due.resolved_early, due.resolved_on_time, due.resolved_by_deadline, due.dossiers_due
select unit_id, period, resolved_of_due as part, dossiers_due as whole, told
from dossiers
