-- name_vi: Số đơn vị áp dụng ISO điện tử
-- name_en: Units on electronic ISO
-- kind: stock
-- over_time: last
-- format: count
-- better: higher
-- population: offices
-- bounds: unit
-- definition_vi: Số đơn vị đã áp dụng hệ thống quản lý chất lượng bằng ISO điện tử vào cuối kỳ; đơn vị đã áp dụng mà không nêu giấy hay điện tử là chưa biết.
-- definition_en: Offices that apply their system in electronic form at the end of the period; an office applying that does not say paper or electronic is unknown.
-- source: Quyết định 19/2014/QĐ-TTg
-- priority: P2
-- fields: status.medium, status.stage
select
    unit_id, period,
    cast(case when stage >= 2 then medium = 'electronic' when stage is not null then false end as bigint) as part,
    null as whole,
    stage_told and (stage < 2 or medium_told) as told
from standing
