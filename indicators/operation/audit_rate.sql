-- name_vi: Tỷ lệ đơn vị đánh giá nội bộ
-- name_en: Internal audit rate
-- kind: ratio
-- over_time: last
-- format: percent
-- better: higher
-- population: offices
-- bounds: unit
-- definition_vi: Số đơn vị đã áp dụng có đánh giá nội bộ trong 12 tháng tính đến cuối kỳ chia cho số đơn vị đã áp dụng có báo cáo về hoạt động.
-- definition_en: Offices applying with an internal audit in the last twelve months over offices applying whose activities are known.
-- source: Thông tư 26/2014/TT-BKHCN
-- priority: P1
-- fields: activity(audit).kind, status.stage
select
    m.unit_id, m.period,
    case when m.audited is not null then cast(s.stage >= 2 and m.audited as bigint) end as part,
    case when m.audited is not null then cast(s.stage >= 2 as bigint) end as whole,
    m.told and s.stage_told as told
from maintenance m
join standing s using (unit_id, period)
