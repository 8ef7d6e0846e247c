-- name_vi: Số lớp đào tạo, tập huấn
-- name_en: Training courses
-- kind: flow
-- over_time: sum
-- format: count
-- better: higher
-- population: all
-- definition_vi: Số lớp đào tạo, tập huấn trong kỳ. Lớp chung của nhiều đơn vị tính một lần, ở cấp trên chung của các đơn vị.
-- definition_en: Training courses in the period. A common course of several units counts once, at their common superior.
-- source: Thông tư 26/2014/TT-BKHCN
-- priority: P1
-- fields: course.kind
select unit_id, period, courses as part, null as whole, told
from training
