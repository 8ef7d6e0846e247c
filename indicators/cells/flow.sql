-- What a unit's lines tell of the period: a year's own figure, else those of its quarters; own report before annex.
select s.sheet, s.row_number, s.{field} as value, i.unit_id, r.file_id, r.form, r.source, r.period
from flows_inside i
join reports_now r using (report_id)
join status s using (report_id)
where i.field = '{field}'
