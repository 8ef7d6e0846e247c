-- name_vi: Đã chuyển đổi theo chương trình
-- name_en: Converted under the programme
-- kind: stock
-- over_time: last
-- format: count
-- better: higher
-- population: offices
-- bounds: unit
-- definition_vi: Số đơn vị áp dụng phiên bản đích của chương trình chuyển đổi đang xem (hoặc mới hơn) do chuyển đổi từ phiên bản cũ, lũy kế đến cuối kỳ.
-- definition_en: Offices that apply the edition the chosen conversion programme leads to (or a newer one) and came to it from an older edition, cumulative.
-- source: Quyết định 19/2014/QĐ-TTg; giai đoạn của chương trình (biểu F6)
-- priority: P1
-- fields: status.stage, status.edition, status.path, phase.edition
select
    s.unit_id, s.period,
    cast(case when c.edition_to is not null then s.stage >= 2 and s.edition >= c.edition_to and s.path = 'converted' end as bigint) as part,
    null as whole,
    s.edition_told as told
from standing s
left join conversion_chosen c on c.period = s.period
