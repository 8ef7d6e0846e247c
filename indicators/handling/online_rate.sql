-- name_vi: Tỷ lệ hồ sơ trực tuyến
-- name_en: Online share
-- kind: ratio
-- over_time: sum
-- format: percent
-- better: higher
-- population: all
-- definition_vi: Số hồ sơ tiếp nhận trực tuyến chia cho số hồ sơ mới tiếp nhận trong kỳ.
-- definition_en: Dossiers received online over new dossiers received in the period.
-- source: Quyết định 766/QĐ-TTg (2022); Biểu II.06a/VPCP/KSTT, cột 4–5 (Thông tư 02/2017/TT-VPCP, 01/2020/TT-VPCP)
-- priority: P2
-- fields: handling.received_online, handling.received_direct
select unit_id, period, received_online as part, received_online + received_direct as whole, told
from dossiers
