-- name_vi: Số giá trị chờ xác minh
-- name_en: Values held
-- kind: stock
-- over_time: last
-- format: count
-- better: lower
-- population: all
-- definition_vi: Số giá trị trong báo cáo đến cuối kỳ còn chờ xác minh, chưa đưa vào bất kỳ số liệu nào.
-- definition_en: Values in reports up to the end of the period that wait for a decision and are in no figure.
-- source: Báo cáo đơn vị
-- priority: P1
-- fields: held.raw
select unit_id, period, values_held as part, null as whole
from waiting
