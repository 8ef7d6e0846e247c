-- Rows of the list of procedures, where the newest known count of other procedures comes from it.
select p.sheet, p.row_number, p.{field} as value, r.unit_id, r.file_id, r.form, r.source, r.period
from procedure p
join reports_now r using (report_id)
join (
    select n.unit_id, n.period_end
    from procedures_now n
    join register g on g.unit_id = n.unit_id and g.stands and n.period_end <= g.ends_on
    where n.procedures_other is not null
    qualify row_number() over (partition by n.unit_id order by n.period_end desc) = 1
) newest using (unit_id, period_end)
where p.kind in (select unnest($kinds))
qualify rank() over (partition by r.unit_id order by r.preference desc) = 1
