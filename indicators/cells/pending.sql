-- Pending dossiers at the end of the period: the newest report that tells the column.
select h.sheet, h.row_number, h.{field} as value, r.unit_id, r.file_id, r.form, r.source, r.period
from handling h
join reports_now r using (report_id)
join (
    select n.unit_id, n.report_id
    from handling_now n
    join register g on g.unit_id = n.unit_id and g.stands and n.period_end <= g.ends_on
    where n.{field} is not null
    qualify row_number() over (partition by n.unit_id order by n.period_end desc, n.period = g.period desc, n.months) = 1
) newest using (report_id)
