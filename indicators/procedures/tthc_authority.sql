-- name_vi: Số TTHC thuộc thẩm quyền
-- name_en: TTHC under authority
-- kind: stock
-- over_time: last
-- format: count
-- better: neutral
-- population: all
-- definition_vi: Số thủ tục hành chính thuộc thẩm quyền giải quyết (cột 3, biểu II.07b, hoặc báo cáo của đơn vị; số mới nhất), cộng các đơn vị.
-- definition_en: Administrative procedures (TTHC) under the units' authority (column 3 of form II.07b or the unit's report, the newest), added over units.
-- source: Biểu II.07b/VPCP/KSTT; Quyết định 19/2014/QĐ-TTg
-- priority: P1
-- fields: authority.tthc_authority, authority_listed.authority_total
select unit_id, period, tthc_authority as part, null as whole, tthc_authority_told as told
from authorities
