-- A course of a unit's own report is one row; a common course is the first row that names it, at the common superior.
select a.sheet, a.row_number, a.{field} as value, a.unit_id, a.file_id, a.form, a.source, a.period
from activities_now a
join asked p on a.period_start >= p.starts_on and a.period_end <= p.ends_on
where a.kind = 'training' and a.source <> 'list'
union all
select sheet, row_number, {field}, holder, file_id, form, source, period
from common_courses
