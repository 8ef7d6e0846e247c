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
-- fields: status.procedures_tthc, authority.tthc_authority, authority_listed.authority_total
select
    s.unit_id, s.period,
    s.procedures_tthc as part,
    a.tthc_authority as whole,
    s.procedures_tthc_told and a.tthc_authority_told as told
from standing s
join authorities a using (unit_id, period)
