-- name_vi: Trả lại, xin rút
-- name_en: Returned or withdrawn
-- kind: flow
-- over_time: sum
-- format: count
-- better: lower
-- population: all
-- definition_vi: Số hồ sơ bị trả lại hoặc xin rút trong kỳ; chỉ biết nơi báo cáo có cột riêng.
-- definition_en: Dossiers returned or withdrawn in the period; known only where the report has a column for them.
-- source: Biểu II.06a/VPCP/KSTT (Thông tư 02/2017/TT-VPCP, 01/2020/TT-VPCP), cột riêng của địa phương
-- priority: P2
-- fields: handling.returned_withdrawn
select unit_id, period, returned_withdrawn as part, null as whole, told
from dossiers
