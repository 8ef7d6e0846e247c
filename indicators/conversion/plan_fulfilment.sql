-- name_vi: Tỷ lệ hoàn thành kế hoạch năm
-- name_en: Plan fulfilment
-- kind: ratio
-- over_time: last
-- format: percent
-- better: higher
-- population: offices
-- bounds: unit
-- definition_vi: Số đơn vị trong kế hoạch năm đã hoàn thành đến cuối kỳ (đã áp dụng; nếu là chuyển đổi thì đã áp dụng phiên bản mới) chia cho số đơn vị trong kế hoạch đã biết tình trạng.
-- definition_en: Offices of the plan of the year that are done by the end of the period (applying; of a conversion, on the new edition) over offices of the plan whose stage is known.
-- source: Quyết định 19/2014/QĐ-TTg
-- priority: P2
-- fields: plan(planned_build planned_conversion).kind, status.stage, status.edition
select unit_id, period, done as part, planned as whole, stage_told or planned = 0 as told
from plans
