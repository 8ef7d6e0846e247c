-- name_vi: Số lượt người dự tập huấn
-- name_en: Training participants
-- kind: flow
-- over_time: sum
-- format: count
-- better: higher
-- population: all
-- definition_vi: Số lượt người dự các lớp trong kỳ; lớp không ghi số người là chưa biết, không phải 0.
-- definition_en: Participants of courses in the period; a course without a number is unknown, not 0.
-- source: Thông tư 26/2014/TT-BKHCN
-- priority: P1
-- fields: activity(training).participants
select unit_id, period, participants as part, null as whole, told
from training
