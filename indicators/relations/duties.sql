-- Who owes a report, quarter by quarter, and since when it is there: an own report or a line of an annex, of the quarter
-- or of a longer period around it. Divisions report too. Owed by a unit in scope that stands on the quarter's last day.
-- unit_id, period, quarter, ends_on, due_on, received_on, own
select
    u.unit_id, q.period, q.quarter, q.ends_on,
    any_value(d.due_on) as due_on,
    min(r.received_on) as received_on,
    coalesce(bool_or(r.source = 'own'), false) as own
from quarters q
join units_now u
    on u.valid_from <= q.ends_on
    and least(u.valid_to, u.taken_over - 1) >= q.ends_on
    and u.obligation is not null
left join due_days d on d.quarter = q.quarter and d.unit_group is not distinct from u.unit_group
left join arrivals r on r.unit_id = u.unit_id and r.period_start <= q.starts_on and r.period_end >= q.ends_on
group by u.unit_id, q.period, q.quarter, q.ends_on
