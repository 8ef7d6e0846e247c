-- name_vi: Tỷ lệ đơn vị áp dụng phiên bản đích
-- name_en: Share on the programme's edition
-- kind: ratio
-- over_time: last
-- format: percent
-- better: higher
-- population: offices
-- bounds: unit
-- definition_vi: Số đơn vị áp dụng phiên bản đích của chương trình chuyển đổi đang xem (hoặc mới hơn) chia cho số đơn vị đã áp dụng.
-- definition_en: Offices on the edition the chosen conversion programme leads to (or a newer one) over offices applying.
-- source: Quyết định 19/2014/QĐ-TTg; giai đoạn của chương trình (biểu F6)
-- priority: P1
-- fields: status.stage, status.edition, phase.edition
select
    s.unit_id, s.period,
    cast(case when c.edition_to is not null then s.stage >= 2 and s.edition >= c.edition_to end as bigint) as part,
    cast(case when c.edition_to is not null then s.stage >= 2 end as bigint) as whole,
    s.edition_told as told
from standing s
left join conversion_chosen c on c.period = s.period
