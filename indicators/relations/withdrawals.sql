-- Whether the announcement of a unit was withdrawn within a period. Unknown where no report tells its state for the period.
-- unit_id, period, withdrawn, told
select
    g.unit_id, g.period,
    case when count(w.lapsed_on) > 0 or any_value(t.days) > 0 then cast(count(w.lapsed_on) > 0 as bigint) end as withdrawn,
    coalesce(any_value(t.days) >= any_value(g.days), false) as told
from register g
left join stated t on t.unit_id = g.unit_id and t.period = g.period
left join lapses w on w.unit_id = g.unit_id and w.lapsed_on >= g.starts_on and w.lapsed_on <= g.ends_on
group by g.unit_id, g.period
