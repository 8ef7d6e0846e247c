-- The day by which a group of units must have reported on a quarter: so many working days after the day from which it is due.
-- own: the deadline is the programme's, not the shipped one.
-- quarter, unit_group, working_days, own, due_on
select n.quarter, n.unit_group, n.working_days, n.own,
    case when n.working_days = 0 then n.ends_on else coalesce(w.day, (select max(day) from workdays)) end as due_on
from (
    select q.quarter, q.ends_on, g.unit_group,
        arg_max(d.working_days, d.preference) as working_days,
        max(d.preference) >= 20000000 as own
    from due_after q
    join deadlines d on d.valid_from <= q.ends_on and d.valid_to >= q.ends_on
    join (select distinct unit_group from units_now) g on d.unit_group is null or d.unit_group = g.unit_group
    group by q.quarter, q.ends_on, g.unit_group) n
join workdays e on e.day = n.ends_on
left join workdays w on w.worked = e.worked + n.working_days and w.works
