-- name_vi: Tỷ lệ đơn vị áp dụng 9001:2015
-- name_en: Share on 9001:2015
-- kind: ratio
-- over_time: last
-- format: percent
-- better: higher
-- population: offices
-- bounds: unit
-- definition_vi: Số đơn vị áp dụng TCVN ISO 9001:2015 chia cho số đơn vị đã áp dụng.
-- definition_en: Offices on the 2015 edition over offices applying.
-- source: Công văn 419/BKHCN-TĐC (2018)
-- priority: P1
-- fields: status.edition, status.stage
select
    unit_id, period,
    cast(stage >= 2 and edition = '2015' as bigint) as part,
    cast(stage >= 2 as bigint) as whole,
    edition_told as told
from standing
