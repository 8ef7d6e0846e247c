-- The procedures under a unit's authority, where a report on the unit tells them last.
select s.sheet, s.row_number, s.{field} as value, r.unit_id, r.file_id, r.form, r.source, r.period
from authorities a
join reports_now r using (unit_id, report_id)
join status s using (report_id)
