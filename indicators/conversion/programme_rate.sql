-- name_vi: Tiến độ chuyển đổi theo chương trình
-- name_en: Progress of the conversion programme
-- kind: ratio
-- over_time: last
-- format: percent
-- better: higher
-- population: offices
-- bounds: unit
-- definition_vi: Số đơn vị đã chuyển đổi chia cho tổng số đơn vị đã chuyển đổi và còn phải chuyển đổi theo chương trình đang xem.
-- definition_en: Offices converted over offices converted or still to convert under the chosen programme.
-- source: Quyết định 19/2014/QĐ-TTg; giai đoạn của chương trình (biểu F6)
-- priority: P1
-- fields: status.stage, status.edition, status.path, phase.edition
select
    s.unit_id, s.period,
    cast(case when c.edition_to is not null then s.stage >= 2 and s.edition >= c.edition_to and s.path = 'converted' end as bigint) as part,
    cast(case when c.edition_to is not null then (s.stage >= 2 and s.edition >= c.edition_to and s.path = 'converted') or (s.stage >= 2 and s.edition < c.edition_to) end as bigint) as whole,
    s.edition_told as told
from standing s
left join conversion_chosen c on c.period = s.period
