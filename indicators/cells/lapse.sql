-- The report that tells of a withdrawal inside the period, and the one before it, which told another stage.
select s.sheet, s.row_number, s.{field} as value, r.unit_id, r.file_id, r.form, r.source, r.period
from lapses l
join asked a on l.lapsed_on >= a.starts_on and l.lapsed_on <= a.ends_on
join reports_now r on r.report_id = l.report_id or r.report_id = l.report_before
join status s on s.report_id = r.report_id
