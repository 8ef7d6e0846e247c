-- name_vi: Tỷ lệ báo cáo gửi đúng hạn
-- name_en: On-time submission rate
-- kind: ratio
-- over_time: sum
-- format: percent
-- better: higher
-- population: all
-- bounds: rising
-- definition_vi: Số báo cáo nhận đúng hạn chia cho số báo cáo phải nhận; báo cáo chưa nhận nằm trong mẫu số.
-- definition_en: Reports received on time over reports expected; those that never came are in the whole.
-- source: Nghị định 09/2019/NĐ-CP, Điều 8
-- priority: P1
-- fields: report.period, report.received_on, unit.obligation
select unit_id, period, on_time as part, expected as whole, reported = expected as told
from submissions
