-- name_vi: Tỷ lệ công việc nội bộ theo ISO
-- name_en: Internal work covered by the system
-- kind: ratio
-- over_time: last
-- format: percent
-- better: higher
-- population: all
-- bounds: open
-- definition_vi: Số quy trình nội bộ chia cho số công việc nội bộ đã rà soát, tính trên các đơn vị báo cáo đủ hai số.
-- definition_en: Internal procedures over kinds of internal work listed, of the units that report both.
-- source: Quyết định 101/QĐ-BKHCN (2019)
-- priority: P2
-- fields: status.procedures_internal, status.internal_work
select
    unit_id, period,
    procedures_internal as part,
    internal_work as whole,
    procedures_internal_told and internal_work_told as told
from standing
