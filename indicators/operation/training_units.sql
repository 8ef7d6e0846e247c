-- name_vi: Số đơn vị dự tập huấn
-- name_en: Units trained
-- kind: flow
-- over_time: distinct
-- format: count
-- better: higher
-- population: all
-- definition_vi: Số đơn vị có dự đào tạo, tập huấn trong kỳ, mỗi đơn vị tính một lần; phòng chuyên môn cũng tính.
-- definition_en: Units that took part in training in the period, each once; divisions count too.
-- source: Thông tư 26/2014/TT-BKHCN
-- priority: P1
-- fields: activity(training).kind
select unit_id, period, cast(attended > 0 as bigint) as part, null as whole, told
from training
