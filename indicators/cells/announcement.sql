-- The day of announcement inside the period, as the newest report gives it.
select s.sheet, s.row_number, s.{field} as value, r.unit_id, r.file_id, r.form, r.source, r.period
from status s
join reports_now r using (report_id)
join asked a on s.announced_on >= a.starts_on and s.announced_on <= a.ends_on
qualify row_number() over (partition by r.unit_id order by r.recency desc) = 1
