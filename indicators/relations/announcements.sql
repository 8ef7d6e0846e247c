-- Whether a unit announced within a period: a current report, of whatever quarter, gives a day of it. Unknown where no report
-- tells the unit's state for the period. told: reports tell it for all days of the period in which the unit lived.
-- unit_id, period, announced, told
select
    g.unit_id, g.period,
    case when count(a.announced_on) > 0 or any_value(t.days) > 0 then cast(count(a.announced_on) > 0 as bigint) end as announced,
    coalesce(any_value(t.days) >= any_value(g.days), false) as told
from register g
left join stated t on t.unit_id = g.unit_id and t.period = g.period
left join (
    select distinct r.unit_id, s.announced_on
    from status s
    join reports_now r using (report_id)
    where s.announced_on is not null) a
    on a.unit_id = g.unit_id
    and a.announced_on >= g.starts_on
    and a.announced_on <= g.ends_on
group by g.unit_id, g.period
