-- name_vi: Số báo cáo đã nhận
-- name_en: Reports received
-- kind: flow
-- over_time: sum
-- format: count
-- better: higher
-- population: all
-- definition_vi: Số báo cáo phải nhận mà đã có: báo cáo của đơn vị hoặc một dòng trong bảng tổng hợp; gửi lại nhiều lần vẫn tính một.
-- definition_en: Reports expected that are there: a unit's own or a line of a consolidated annex; sent again, it counts once.
-- source: Nghị định 09/2019/NĐ-CP
-- priority: P1
-- fields: report.period, unit.obligation
select unit_id, period, reported as part, null as whole, reported = expected as told
from submissions
