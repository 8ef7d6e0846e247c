-- The newest known value of a field of form II.07b, at the end of the period.
select i.sheet, i.row_number, i.{field} as value, r.unit_id, r.file_id, r.form, r.source, r.period
from inventory i
join reports_now r using (report_id)
join register g on g.unit_id = r.unit_id and g.stands and r.period_end <= g.ends_on
where i.{anchor} is not null
qualify row_number() over (partition by r.unit_id order by r.recency desc) = 1
