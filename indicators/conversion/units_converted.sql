-- name_vi: Số đơn vị đã chuyển đổi từ 2008
-- name_en: Units converted from 2008
-- kind: stock
-- over_time: last
-- format: count
-- better: higher
-- population: offices
-- bounds: unit
-- definition_vi: Số đơn vị áp dụng TCVN ISO 9001:2015 do chuyển đổi từ phiên bản 2008, lũy kế đến cuối kỳ.
-- definition_en: Offices on the 2015 edition that converted from 2008, cumulative at the end of the period.
-- source: Công văn 419/BKHCN-TĐC (2018)
-- priority: P1
-- fields: status.stage, status.edition, status.path
select
    unit_id, period,
    case when editions_told then cast(stage >= 2 and edition = '2015' and path = 'converted' as bigint) end as part,
    null as whole,
    edition_told as told
from standing
