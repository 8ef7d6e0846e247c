-- name_vi: Đã áp dụng phiên bản đích của chương trình
-- name_en: On the programme's edition
-- kind: stock
-- over_time: last
-- format: count
-- better: higher
-- population: offices
-- bounds: unit
-- definition_vi: Số đơn vị áp dụng phiên bản đích của chương trình chuyển đổi đang xem hoặc phiên bản mới hơn, gồm chuyển đổi và xây dựng mới.
-- definition_en: Offices that apply the edition the chosen conversion programme leads to, or a newer one; converted or built new.
-- source: Quyết định 19/2014/QĐ-TTg; giai đoạn của chương trình (biểu F6)
-- priority: P1
-- fields: status.stage, status.edition, phase.edition
select
    s.unit_id, s.period,
    cast(case when c.edition_to is not null then s.stage >= 2 and s.edition >= c.edition_to end as bigint) as part,
    null as whole,
    s.edition_told as told
from standing s
left join conversion_chosen c on c.period = s.period
