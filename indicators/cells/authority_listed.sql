-- The procedures under a unit's authority, where form II.07b tells them last.
select i.sheet, i.row_number, i.{field} as value, r.unit_id, r.file_id, r.form, r.source, r.period
from authorities a
join reports_now r using (unit_id, report_id)
join inventory i using (report_id)
