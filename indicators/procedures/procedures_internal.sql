-- name_vi: Quy trình nội bộ
-- name_en: Internal procedures
-- kind: stock
-- over_time: last
-- format: count
-- better: neutral
-- population: all
-- definition_vi: Số quy trình nội bộ giải quyết công việc trong hệ thống. Khác với quy trình nội bộ giải quyết TTHC của Biểu II.07b.
-- definition_en: Internal procedures in the systems. Not the internal processes for TTHC of form II.07b.
-- source: Quyết định 101/QĐ-BKHCN (2019)
-- priority: P1
-- fields: status.procedures_internal
select unit_id, period, procedures_internal as part, null as whole, procedures_internal_told as told
from standing
