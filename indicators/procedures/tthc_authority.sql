-- name_vi: Số TTHC thuộc thẩm quyền
-- name_en: TTHC under authority
-- kind: stock
-- over_time: last
-- format: count
-- better: neutral
-- population: all
-- definition_vi: Số thủ tục hành chính thuộc thẩm quyền giải quyết, cộng các đơn vị.
-- definition_en: Administrative procedures (TTHC) under the units' authority, added over units.
-- source: Biểu II.07b/VPCP/KSTT; Quyết định 19/2014/QĐ-TTg
-- priority: P1
-- fields: status.tthc_authority
select unit_id, period, tthc_authority as part, null as whole, tthc_authority_told as told
from standing
