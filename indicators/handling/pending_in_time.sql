-- name_vi: Đang giải quyết trong hạn
-- name_en: Pending in time
-- kind: stock
-- over_time: last
-- format: count
-- better: neutral
-- population: all
-- definition_vi: Số hồ sơ đang giải quyết còn trong hạn vào cuối kỳ.
-- definition_en: Dossiers pending within their deadline at the end of the period.
-- source: Biểu II.06a/VPCP/KSTT, cột 12 (Thông tư 02/2017/TT-VPCP, 01/2020/TT-VPCP)
-- priority: P1
-- fields: pending.pending_in_time
select unit_id, period, pending_in_time as part, null as whole, pending_in_time_told as told
from backlog
