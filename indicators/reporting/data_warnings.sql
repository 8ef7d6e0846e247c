-- name_vi: Số cảnh báo dữ liệu
-- name_en: Data warnings
-- kind: flow
-- over_time: sum
-- format: count
-- better: lower
-- population: all
-- definition_vi: Số cảnh báo phát hiện khi tiếp nhận các tệp báo cáo của kỳ, kể cả tệp đã trả lại; cùng một tệp nộp nhiều lần tính một lần.
-- definition_en: Warnings found in the workbooks of the period at the reception, those sent back among them; the same file counts once.
-- source: Quy tắc kiểm tra của hệ thống
-- priority: P1
-- fields: finding(warning).value
select unit_id, period, warnings as part, null as whole, told
from faults
