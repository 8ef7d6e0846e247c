-- name_vi: Tiến độ chuyển đổi
-- name_en: Conversion progress
-- kind: ratio
-- over_time: last
-- format: percent
-- better: higher
-- population: offices
-- bounds: unit
-- definition_vi: Số đơn vị đã chuyển đổi chia cho tổng số đơn vị đã chuyển đổi và đơn vị còn áp dụng phiên bản 2008.
-- definition_en: Offices converted over offices converted and offices still on 2008.
-- source: Công văn 419/BKHCN-TĐC (2018)
-- priority: P1
-- fields: status.stage, status.edition, status.path
select
    unit_id, period,
    cast(stage >= 2 and edition = '2015' and path = 'converted' as bigint) as part,
    cast(stage >= 2 and (edition = '2008' or (edition = '2015' and path = 'converted')) as bigint) as whole,
    edition_told as told
from standing
