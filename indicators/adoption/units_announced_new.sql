-- name_vi: Số đơn vị công bố mới trong kỳ
-- name_en: Units newly announced
-- kind: flow
-- over_time: distinct
-- format: count
-- better: higher
-- population: offices
-- bounds: unit
-- definition_vi: Số đơn vị có ngày công bố nằm trong kỳ, mỗi đơn vị tính một lần, theo ngày ghi trong bất kỳ báo cáo nào đang có hiệu lực.
-- definition_en: Offices whose announcement day lies in the period, each once, by the day that any current report gives.
-- source: Thông tư 26/2014/TT-BKHCN
-- priority: P2
-- fields: announcement.announced_on
select unit_id, period, announced as part, null as whole, told
from announcements
