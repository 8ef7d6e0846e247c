-- Audits and inspections up to the end of the period that give both numbers.
select a.sheet, a.row_number, a.{field} as value, a.unit_id, a.file_id, a.form, a.source, a.period
from activities_now a
join asked p on a.period_end <= p.ends_on
where a.nonconformities is not null and a.closed is not null
