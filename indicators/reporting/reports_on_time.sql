-- name_vi: Số báo cáo nhận đúng hạn
-- name_en: Reports received on time
-- kind: flow
-- over_time: sum
-- format: count
-- better: higher
-- population: all
-- definition_vi: Số báo cáo phải nhận mà bản đầu tiên đến không muộn hơn hạn nộp: số ngày làm việc theo nhóm đơn vị sau ngày cuối quý, trừ ngày nghỉ.
-- definition_en: Reports expected whose first version came by the due day: so many working days after the quarter's end, by group, holidays left out.
-- source: Nghị định 09/2019/NĐ-CP, Điều 8
-- priority: P1
-- fields: report.period, report.received_on, unit.obligation
select unit_id, period, on_time as part, null as whole, reported = expected as told
from submissions
