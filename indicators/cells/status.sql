-- The newest known value of a field of status, at the end of the period; own report before annex. The path goes with
-- the edition.
select s.sheet, s.row_number, s.{field} as value, r.unit_id, r.file_id, r.form, r.source, r.period
from status s
join reports_now r using (report_id)
join register g on g.unit_id = r.unit_id and g.stands and r.period_end <= g.ends_on
where s.{anchor} is not null
qualify row_number() over (partition by r.unit_id order by r.recency desc) = 1
