-- Audits and inspections of the period that give a number.
select a.sheet, a.row_number, a.{field} as value, a.unit_id, a.file_id, a.form, a.source, a.period
from activities_now a
join asked p on a.period_start >= p.starts_on and a.period_end <= p.ends_on
