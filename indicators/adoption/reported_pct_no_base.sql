-- name_vi: Số tỷ lệ do báo cáo nêu, không có mẫu số
-- name_en: Percentages reported without a base
-- kind: flow
-- over_time: distinct
-- format: count
-- better: neutral
-- population: all
-- definition_vi: Số đơn vị có báo cáo nêu tỷ lệ áp dụng mà không kèm mẫu số. Tỷ lệ được giữ nguyên văn như đã ghi, gắn cờ «không có mẫu số», không đưa vào số liệu nào.
-- definition_en: Units whose report states a share of application without what it is a share of. The text is kept as printed, is flagged, and is in no figure.
-- source: Thông tư 26/2014/TT-BKHCN
-- priority: P1
-- fields: flow.percent_printed
select unit_id, period, nullif(percents_printed, 0) as part, null as whole, percents_printed_told as told
from flows
