-- The cells of form II.06a that stand for the opening of the period: those of the report that begins with it.
select h.sheet, h.row_number, h.{field} as value, r.unit_id, r.file_id, r.form, r.source, r.period
from handling h
join reports_now r using (report_id)
join handling_inside i on i.report_id = h.report_id and i.period_start = i.starts_on
