-- name_vi: Tổng số quy trình
-- name_en: All procedures
-- kind: stock
-- over_time: last
-- format: count
-- better: neutral
-- population: all
-- definition_vi: Tổng số quy trình theo TTHC, nội bộ và khác, không gồm tài liệu bắt buộc. Báo cáo chỉ ghi tổng số thì lấy tổng số đó.
-- definition_en: TTHC, internal and other procedures together, without mandatory documents. A report that prints only the total keeps it.
-- source: Quyết định 101/QĐ-BKHCN (2019)
-- priority: P1
-- fields: total.procedures_tthc, total.procedures_internal, procedure(product_quality other).kind, total.procedures_other, total.procedures_total
select unit_id, period, procedures_total as part, null as whole, procedures_total_told as told
from procedures_standing
