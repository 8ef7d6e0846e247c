-- name_vi: Số đơn vị xây dựng mới theo 2015
-- name_en: Units new on 2015
-- kind: stock
-- over_time: last
-- format: count
-- better: higher
-- population: offices
-- bounds: unit
-- definition_vi: Số đơn vị xây dựng mới hệ thống theo TCVN ISO 9001:2015, lũy kế đến cuối kỳ.
-- definition_en: Offices that built their system on the 2015 edition from the start.
-- source: Công văn 419/BKHCN-TĐC (2018)
-- priority: P1
-- fields: status.stage, status.edition, status.path
select
    unit_id, period,
    case when editions_told then cast(stage >= 2 and edition = '2015' and path = 'new' as bigint) end as part,
    null as whole,
    edition_told as told
from standing
