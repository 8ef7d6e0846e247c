-- name_vi: Số quy trình nội bộ giải quyết TTHC
-- name_en: Internal processes for handling TTHC
-- kind: stock
-- over_time: last
-- format: count
-- better: higher
-- population: all
-- definition_vi: Số quy trình nội bộ giải quyết TTHC theo cơ chế một cửa đã ban hành (cột 11, biểu II.07b); khác quy trình nội bộ của ISO.
-- definition_en: Internal processes issued for handling TTHC at the one-stop desk (column 11 of form II.07b); not the internal procedures of ISO.
-- source: Biểu II.07b/VPCP/KSTT
-- priority: P2
-- fields: inventory.process_total
select unit_id, period, process_total as part, null as whole, process_total_told as told
from inventory_now
