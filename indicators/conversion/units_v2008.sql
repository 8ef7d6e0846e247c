-- name_vi: Số đơn vị đang áp dụng 9001:2008
-- name_en: Units on 9001:2008
-- kind: stock
-- over_time: last
-- format: count
-- better: lower
-- population: offices
-- bounds: unit
-- definition_vi: Số đơn vị đang áp dụng TCVN ISO 9001:2008 vào cuối kỳ. Đơn vị đang chuyển đổi vẫn tính là 2008 cho đến khi công bố phiên bản 2015.
-- definition_en: Offices applying TCVN ISO 9001:2008 at the end of the period. A unit in transition stays on 2008 until it announces 2015.
-- source: Công văn 419/BKHCN-TĐC (2018)
-- priority: P1
-- fields: status.stage, status.edition
select
    unit_id, period,
    case when editions_told then cast(stage >= 2 and edition = '2008' as bigint) end as part,
    null as whole,
    edition_told as told
from standing
