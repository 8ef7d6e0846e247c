-- name_vi: Số đơn vị bắt buộc áp dụng
-- name_en: Mandatory units
-- kind: stock
-- over_time: last
-- format: count
-- better: neutral
-- population: mandatory
-- definition_vi: Số cơ quan, đơn vị thuộc diện bắt buộc hoặc áp dụng theo chỉ đạo của tỉnh, còn hoạt động vào ngày cuối kỳ.
-- definition_en: Offices that are obliged, by decision or by the province's directive, still valid on the last day of the period.
-- source: Quyết định 19/2014/QĐ-TTg
-- priority: P1
-- fields: unit.obligation
select unit_id, period, 1 as part, null as whole
from register
where stands
