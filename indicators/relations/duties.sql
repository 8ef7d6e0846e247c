-- Who owes a report, quarter by quarter, and since when it is there: an own report or a line of an annex, of the quarter
-- or of a longer period around it. Divisions report too. Owed by a unit in scope that stands on the quarter's last day.
-- unit_id, period, quarter, ends_on, due_on, received_on, own
select
    u.unit_id, q.period, q.quarter, q.ends_on,
    any_value(d.due_on) as due_on,
    min(r.received_on) as received_on,
    coalesce(bool_or(r.source = 'own'), false) as own
from quarters q
join units_now u on u.valid_from <= q.ends_on and u.valid_to >= q.ends_on and u.obligation is not null
anti join unit_starts later
    on later.unit_id = u.unit_id
    and later.valid_from > u.valid_from
    and later.valid_from <= q.ends_on
left join due_days d on d.quarter = q.quarter and d.unit_group is not distinct from u.unit_group
left join arrivals r on r.unit_id = u.unit_id and r.period_start <= q.starts_on and r.period_end >= q.ends_on
group by u.unit_id, q.period, q.quarter, q.ends_on
