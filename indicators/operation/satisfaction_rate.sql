-- name_vi: Tỷ lệ hài lòng
-- name_en: Satisfaction
-- kind: ratio
-- over_time: sum
-- format: percent
-- better: higher
-- population: all
-- definition_vi: Số phiếu hài lòng chia cho số phiếu khảo sát trong kỳ; chỉ tính báo cáo ghi đủ hai số.
-- definition_en: Answers satisfied over answers surveyed in the period, of reports that give both numbers.
-- source: Quyết định 766/QĐ-TTg (2022)
-- priority: P2
-- fields: flow.satisfied, flow.surveyed
select unit_id, period, satisfied as part, surveyed as whole, survey_told as told
from flows
