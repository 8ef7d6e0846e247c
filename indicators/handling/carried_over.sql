-- name_vi: Từ kỳ trước chuyển sang
-- name_en: Carried over
-- kind: stock
-- over_time: first
-- format: count
-- better: lower
-- population: all
-- definition_vi: Số hồ sơ kỳ trước chuyển sang, vào đầu kỳ; của một năm là số của quý đầu.
-- definition_en: Dossiers carried over, at the start of the period; of a year, those of its first quarter.
-- source: Biểu II.06a/VPCP/KSTT, cột 6 (Thông tư 02/2017/TT-VPCP, 01/2020/TT-VPCP)
-- priority: P1
-- fields: opening.carried_over
select unit_id, period, carried_over as part, null as whole, told
from dossiers
