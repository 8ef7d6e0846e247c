-- Where the figures of a unit belong that lived between two days: the last unit that all of it went into; became: 'whole'
-- where that is a unit of the day meant, 'split' or 'ended' where it was split later or ended without a successor.
-- unit_id, since, until, heir_id, became
select
    w.unit_id, w.since, w.until, w.heir_id,
    case when w.became = 'whole' and not coalesce(u.lives, false) then 'ended' else w.became end as became
from (
    select unit_id, since, until, arg_max(heir_id, depth) as heir_id, arg_max(became, depth) as became
    from walk
    group by unit_id, since, until) w
left join units_on u on u.unit_id = w.heir_id
