-- name_vi: Còn phải chuyển đổi theo chương trình
-- name_en: Still to convert under the programme
-- kind: stock
-- over_time: last
-- format: count
-- better: lower
-- population: offices
-- bounds: unit
-- definition_vi: Số đơn vị còn áp dụng phiên bản cũ hơn phiên bản đích của chương trình chuyển đổi đang xem.
-- definition_en: Offices that apply an edition older than the one the chosen conversion programme leads to.
-- source: Quyết định 19/2014/QĐ-TTg; giai đoạn của chương trình (biểu F6)
-- priority: P1
-- fields: status.stage, status.edition, phase.edition
select
    s.unit_id, s.period,
    cast(case when c.edition_to is not null then s.stage >= 2 and s.edition < c.edition_to end as bigint) as part,
    null as whole,
    s.edition_told as told
from standing s
left join conversion_chosen c on c.period = s.period
