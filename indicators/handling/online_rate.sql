-- name_vi: Tỷ lệ hồ sơ trực tuyến
-- name_en: Online share
-- kind: ratio
-- over_time: sum
-- format: percent
-- better: higher
-- population: all
-- definition_vi: Số hồ sơ tiếp nhận trực tuyến chia cho số hồ sơ mới tiếp nhận trong kỳ. Chỉ tính dòng lĩnh vực có đủ cả hai số.
-- definition_en: Dossiers received online over new dossiers received in the period. Only fields of work that tell both count.
-- source: Quyết định 766/QĐ-TTg (2022); Biểu II.06a/VPCP/KSTT, cột 4–5 (Thông tư 02/2017/TT-VPCP, 01/2020/TT-VPCP)
-- priority: P2
-- fields: ways.received_online, ways.received_direct
select unit_id, period, online_with_direct as part, online_with_direct + direct_with_online as whole, told
from dossiers
