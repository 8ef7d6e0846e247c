-- name_vi: Số đơn vị đang áp dụng 9001:2015
-- name_en: Units on 9001:2015
-- kind: stock
-- over_time: last
-- format: count
-- better: higher
-- population: offices
-- bounds: unit
-- definition_vi: Số đơn vị đang áp dụng TCVN ISO 9001:2015 vào cuối kỳ.
-- definition_en: Offices applying TCVN ISO 9001:2015 at the end of the period.
-- source: Công văn 419/BKHCN-TĐC (2018)
-- priority: P1
-- fields: status.stage, status.edition
select
    unit_id, period,
    case when editions_told then cast(stage >= 2 and edition = '2015' as bigint) end as part,
    null as whole,
    edition_told as told
from standing
