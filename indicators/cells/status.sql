-- The newest known value of a field of status, at the end of the period; own report before annex.
-- Edition and path belong to the stage: they come from the report that tells the stage.
select s.sheet, s.row_number, s.{field} as value, r.unit_id, r.file_id, r.form, r.source, r.period
from status s
join reports_now r using (report_id)
join register g on g.unit_id = r.unit_id and g.stands and r.period_end <= g.ends_on
where s.{anchor} is not null
qualify row_number() over (
    partition by r.unit_id
    order by r.period_end desc, r.period = g.period desc, r.months, s.{field} is not null desc, r.preference desc) = 1
