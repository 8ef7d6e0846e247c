-- From each unit step by step along what it became; a step never leads back in time.
-- unit_id, since, until, heir_id, became, depth, on_day
select unit_id, since, until, coalesce(next_id, unit_id) as heir_id, became, 1 as depth, until as on_day
from onward
union all
select w.unit_id, w.since, w.until, coalesce(o.next_id, w.heir_id), o.became, w.depth + 1, o.until
from walk w
join onward o on o.unit_id = w.heir_id and o.until >= w.on_day and o.since < w.on_day
where w.became = 'whole' and w.depth < 20
