-- name_vi: Số điểm không phù hợp
-- name_en: Nonconformities found
-- kind: flow
-- over_time: sum
-- format: count
-- better: neutral
-- population: all
-- definition_vi: Số điểm không phù hợp phát hiện qua đánh giá nội bộ, kiểm tra trong kỳ; cuộc đánh giá không ghi số điểm là chưa biết, không phải 0.
-- definition_en: Nonconformities found by audits and inspections in the period; an audit without a number is unknown, not 0.
-- source: TCVN ISO 9001:2015, điều 10.2
-- priority: P2
-- fields: nonconformity.nonconformities
select unit_id, period, found as part, null as whole, told
from nonconformities
