-- name_vi: Tỷ lệ khắc phục điểm không phù hợp
-- name_en: Nonconformities closed
-- kind: ratio
-- over_time: last
-- format: percent
-- better: higher
-- population: all
-- definition_vi: Số điểm không phù hợp đã khắc phục chia cho số điểm đã phát hiện, lũy kế đến cuối kỳ, tính trên các cuộc ghi đủ hai số.
-- definition_en: Nonconformities closed over those found, cumulative at the end of the period, of the events that give both numbers.
-- source: TCVN ISO 9001:2015, điều 10.2
-- priority: P2
-- fields: nonconformity_ever.closed, nonconformity_ever.nonconformities
select unit_id, period, closed_ever as part, found_ever as whole, closed_told as told
from nonconformities
