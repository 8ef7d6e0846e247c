-- name_vi: Tiếp nhận trực tiếp, bưu chính
-- name_en: Received directly or by post
-- kind: flow
-- over_time: sum
-- format: count
-- better: neutral
-- population: all
-- definition_vi: Số hồ sơ tiếp nhận trực tiếp hoặc qua dịch vụ bưu chính trong kỳ.
-- definition_en: Dossiers received at the desk or by post in the period.
-- source: Biểu II.06a/VPCP/KSTT, cột 5 (Thông tư 02/2017/TT-VPCP, 01/2020/TT-VPCP)
-- priority: P1
-- fields: handling.received_direct
select unit_id, period, received_direct as part, null as whole, told
from dossiers
