-- name_vi: Tài liệu, quy trình bắt buộc
-- name_en: Mandatory documents
-- kind: stock
-- over_time: last
-- format: count
-- better: neutral
-- population: all
-- definition_vi: Số tài liệu, quy trình bắt buộc theo tiêu chuẩn, cộng các đơn vị.
-- definition_en: Documents and procedures that the standard requires, added over units.
-- source: Quyết định 101/QĐ-BKHCN (2019)
-- priority: P1
-- fields: status.docs_mandatory
select unit_id, period, docs_mandatory as part, null as whole, docs_mandatory_told as told
from standing
