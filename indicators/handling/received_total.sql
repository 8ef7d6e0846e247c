-- name_vi: Tiếp nhận – tổng số
-- name_en: Received, total
-- kind: flow
-- over_time: balance
-- format: count
-- better: neutral
-- population: all
-- definition_vi: Số hồ sơ nhận giải quyết trong kỳ, gồm cả từ kỳ trước chuyển sang. Của một năm: số mới tiếp nhận của các quý cộng số kỳ trước chuyển sang của quý đầu.
-- definition_en: Dossiers to be handled in the period, those carried over included. Of a year: new ones of its quarters and those carried over into its first quarter.
-- source: Biểu II.06a/VPCP/KSTT, cột 3 (Thông tư 02/2017/TT-VPCP, 01/2020/TT-VPCP)
-- priority: P1
-- fields: received.received_total, received.received_online, received.received_direct, received.carried_over, received.resolved_total, received.returned_withdrawn, received.pending_total
select unit_id, period, received_total as part, null as whole, told
from dossiers
