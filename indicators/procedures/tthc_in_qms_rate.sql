-- name_vi: Tỷ lệ TTHC có quy trình ISO
-- name_en: TTHC covered by the system
-- kind: ratio
-- over_time: last
-- format: percent
-- better: higher
-- population: all
-- bounds: open
-- definition_vi: Số quy trình theo TTHC chia cho số TTHC thuộc thẩm quyền, tính trên các đơn vị báo cáo đủ hai số. Trên 100 % là số liệu cần xem lại.
-- definition_en: TTHC procedures over TTHC under authority, of the units that report both. Above 100 % the figures need a look.
-- source: Quyết định 19/2014/QĐ-TTg
-- priority: P1
-- fields: status.procedures_tthc, status.tthc_authority
select
    unit_id, period,
    procedures_tthc as part,
    tthc_authority as whole,
    procedures_tthc_told and tthc_authority_told as told
from standing
