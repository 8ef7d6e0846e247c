-- name_vi: Số đơn vị bị hủy, thu hồi công bố
-- name_en: Units withdrawn
-- kind: flow
-- over_time: distinct
-- format: count
-- better: lower
-- population: offices
-- bounds: unit
-- definition_vi: Số đơn vị bị hủy hoặc thu hồi công bố trong kỳ, mỗi đơn vị tính một lần: theo ngày ghi trong báo cáo, nếu không ghi ngày thì theo kỳ đầu tiên báo cáo tình trạng này.
-- definition_en: Offices whose announcement was withdrawn in the period, each once: by the day that a report gives, else in the first period that reports it.
-- source: Thông tư 26/2014/TT-BKHCN
-- priority: P3
-- fields: lapse.withdrawn_on, lapse.stage
select unit_id, period, withdrawn as part, null as whole, told
from withdrawals
