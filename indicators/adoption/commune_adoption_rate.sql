-- name_vi: Tỷ lệ UBND cấp xã áp dụng
-- name_en: Commune adoption rate
-- kind: ratio
-- over_time: last
-- format: percent
-- better: higher
-- population: communes
-- bounds: unit
-- definition_vi: Số UBND cấp xã đã áp dụng chia cho số UBND cấp xã thuộc diện áp dụng.
-- definition_en: Commune committees applying over commune committees in scope.
-- source: Quyết định 19/2014/QĐ-TTg
-- priority: P1
-- fields: status.stage, unit.unit_group
select unit_id, period, cast(stage >= 2 as bigint) as part, 1 as whole, stage_told as told
from standing
