-- name_vi: Số TTHC thực hiện theo cơ chế một cửa
-- name_en: TTHC at the one-stop desk
-- kind: stock
-- over_time: last
-- format: count
-- better: higher
-- population: all
-- definition_vi: Số thủ tục hành chính được thực hiện theo cơ chế một cửa, một cửa liên thông (cột 7, biểu II.07b), cộng các đơn vị.
-- definition_en: Administrative procedures (TTHC) handled at the one-stop desk (column 7 of form II.07b), added over units.
-- source: Biểu II.07b/VPCP/KSTT
-- priority: P2
-- fields: inventory.one_stop_total
select unit_id, period, one_stop_total as part, null as whole, one_stop_total_told as told
from inventory_now
