-- name_vi: Quy trình giải quyết TTHC
-- name_en: TTHC procedures in the system
-- kind: stock
-- over_time: last
-- format: count
-- better: neutral
-- population: all
-- definition_vi: Số quy trình giải quyết công việc theo thủ tục hành chính trong hệ thống, cộng các đơn vị: cùng một thủ tục ở nhiều đơn vị được tính nhiều lần.
-- definition_en: Procedures for administrative procedures (TTHC) in the systems, added over units: one TTHC at many units counts many times.
-- source: Quyết định 101/QĐ-BKHCN (2019)
-- priority: P1
-- fields: status.procedures_tthc
select unit_id, period, procedures_tthc as part, null as whole, procedures_tthc_told as told
from standing
