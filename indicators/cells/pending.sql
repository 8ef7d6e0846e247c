-- Pending dossiers at the end of the period: the newest report that tells the column.
select h.sheet, h.row_number, h.{field} as value, r.unit_id, r.file_id, r.form, r.source, r.period
from handling h
join reports_now r using (report_id)
join register g on g.unit_id = r.unit_id and g.stands and r.period_end <= g.ends_on
where h.{field} is not null
qualify rank() over (partition by r.unit_id order by r.recency desc) = 1
