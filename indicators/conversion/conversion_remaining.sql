-- name_vi: Số đơn vị còn phải chuyển đổi
-- name_en: Units still to convert
-- kind: stock
-- over_time: last
-- format: count
-- better: lower
-- population: offices
-- bounds: unit
-- definition_vi: Số đơn vị còn áp dụng phiên bản 2008, phải chuyển đổi sang phiên bản 2015.
-- definition_en: Offices still on 2008 that have to convert to 2015.
-- source: Công văn 419/BKHCN-TĐC (2018)
-- priority: P1
-- fields: status.stage, status.edition
select
    unit_id, period,
    case when editions_told then cast(stage >= 2 and edition = '2008' as bigint) end as part,
    null as whole,
    edition_told as told
from standing
