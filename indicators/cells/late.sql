-- The cells of form II.06a where the fields tell both dossiers resolved and how many of them late.
select h.sheet, h.row_number, h.{field} as value, r.unit_id, r.file_id, r.form, r.source, r.period
from handling h
join reports_now r using (report_id)
join handling_inside i on i.report_id = h.report_id
where h.resolved_total is not null and h.resolved_late is not null
