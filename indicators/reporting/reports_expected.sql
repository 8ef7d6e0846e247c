-- name_vi: Số báo cáo phải nhận
-- name_en: Reports expected
-- kind: flow
-- over_time: sum
-- format: count
-- better: neutral
-- population: all
-- definition_vi: Mỗi đơn vị thuộc diện áp dụng còn hoạt động vào ngày cuối quý phải có một báo cáo cho quý đó; danh sách tính theo thời điểm.
-- definition_en: One report a quarter from every unit in scope that stands on the quarter's last day; the list is dated.
-- source: Nghị định 09/2019/NĐ-CP
-- priority: P1
-- fields: unit.obligation
select unit_id, period, expected as part, null as whole, reported = expected as told
from submissions
