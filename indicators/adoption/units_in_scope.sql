-- name_vi: Số đơn vị thuộc diện áp dụng
-- name_en: Units in scope
-- kind: stock
-- over_time: last
-- format: count
-- better: neutral
-- population: offices
-- definition_vi: Số cơ quan, đơn vị thuộc diện áp dụng (bắt buộc, theo chỉ đạo của tỉnh hoặc khuyến khích), còn hoạt động vào ngày cuối kỳ. Phòng chuyên môn là một phần của UBND nên không tính riêng.
-- definition_en: Offices with any obligation, still valid on the last day of the period. A division is part of its People's Committee and is not counted apart.
-- source: Quyết định 19/2014/QĐ-TTg
-- priority: P1
-- fields: unit.obligation
select unit_id, period, 1 as part, null as whole
from register
where stands
