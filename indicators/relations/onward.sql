-- What a unit became on a day, up to the day whose list of units is meant: one unit where all of it went there (merge,
-- rename, retype); none where it was split or dissolved. since: the day of its step before, if any.
-- unit_id, since, until, next_id, became: 'whole', 'split', 'ended'
select
    old_unit as unit_id,
    lag(effective_on, 1, date '0001-01-01') over (partition by old_unit order by effective_on) as since,
    effective_on as until,
    case when parted then null when followed = 1 then successor end as next_id,
    case when parted or followed > 1 then 'split' when followed = 1 then 'whole' else 'ended' end as became
from (
    select
        old_unit, effective_on,
        bool_or(kind = 'split') as parted,
        count(distinct new_unit) filter (kind <> 'dissolve') as followed,
        any_value(new_unit) filter (kind <> 'dissolve') as successor
    from successions_now
    semi join units_now on units_now.unit_id = successions_now.new_unit
    where effective_on <= $units_on and old_unit <> new_unit
    group by old_unit, effective_on)
