-- name_vi: Tiếp nhận trực tuyến
-- name_en: Received online
-- kind: flow
-- over_time: sum
-- format: count
-- better: higher
-- population: all
-- definition_vi: Số hồ sơ tiếp nhận trực tuyến trong kỳ.
-- definition_en: Dossiers received online in the period.
-- source: Biểu II.06a/VPCP/KSTT, cột 4 (Thông tư 02/2017/TT-VPCP, 01/2020/TT-VPCP)
-- priority: P1
-- fields: handling.received_online
select unit_id, period, received_online as part, null as whole, told
from dossiers
