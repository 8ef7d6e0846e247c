-- The cells of form II.06a where the fields tell both dossiers received online and received directly.
select h.sheet, h.row_number, h.{field} as value, r.unit_id, r.file_id, r.form, r.source, r.period
from handling h
join reports_now r using (report_id)
join handling_inside i on i.report_id = h.report_id
where h.received_online is not null and h.received_direct is not null
