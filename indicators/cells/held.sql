-- Values that wait for a decision.
select h.sheet, null as row_number, h.cell, h.{field} as value, r.unit_id, r.file_id, r.form, r.source, r.period
from held h
join reports_now r using (report_id)
join asked a on r.period_end <= a.ends_on
