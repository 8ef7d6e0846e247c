-- name_vi: Tỷ lệ đơn vị gửi báo cáo
-- name_en: Submission rate
-- kind: ratio
-- over_time: sum
-- format: percent
-- better: higher
-- population: all
-- bounds: rising
-- definition_vi: Số báo cáo đã nhận chia cho số báo cáo phải nhận: mỗi đơn vị thuộc diện áp dụng, mỗi quý một báo cáo, của đơn vị hoặc trong bảng tổng hợp.
-- definition_en: Reports received over reports expected: one a unit in scope and quarter, its own or a line of a consolidated annex.
-- source: Thông tư 26/2014/TT-BKHCN
-- priority: P1
-- fields: report.period, unit.obligation
select unit_id, period, reported as part, expected as whole, reported = expected as told
from submissions
