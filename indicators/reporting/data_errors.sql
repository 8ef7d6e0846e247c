-- name_vi: Số lỗi dữ liệu
-- name_en: Data errors
-- kind: flow
-- over_time: sum
-- format: count
-- better: lower
-- population: all
-- definition_vi: Số lỗi phát hiện khi tiếp nhận các tệp báo cáo của kỳ, kể cả tệp đã trả lại; cùng một tệp nộp nhiều lần tính một lần.
-- definition_en: Errors found in the workbooks of the period at the reception, those sent back among them; the same file counts once.
-- source: Quy tắc kiểm tra của hệ thống
-- priority: P1
-- fields: finding(error).value
select unit_id, period, errors as part, null as whole, told
from faults
