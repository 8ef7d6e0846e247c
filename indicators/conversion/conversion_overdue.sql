-- name_vi: Số đơn vị quá hạn chuyển đổi
-- name_en: Conversion overdue
-- kind: stock
-- over_time: last
-- format: count
-- better: lower
-- population: offices
-- bounds: unit
-- definition_vi: Số đơn vị còn áp dụng phiên bản cũ khi kỳ báo cáo kết thúc sau thời hạn của chương trình chuyển đổi.
-- definition_en: Offices still on an old edition when the period ends after the deadline of its conversion programme.
-- source: Công văn 419/BKHCN-TĐC (2018)
-- priority: P2
-- fields: status.stage, status.edition, phase.ends_on
select
    s.unit_id, s.period,
    cast(s.stage >= 2 and s.edition = c.edition_from and s.ends_on > c.ends_on as bigint) as part,
    null as whole,
    s.edition_told as told
from standing s
left join conversions c on c.edition_to = '2015'
