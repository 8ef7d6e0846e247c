-- Nonconformities of a unit: those found in a period, and those found and closed up to its end. An audit or inspection without
-- a number is unknown, not 0; a unit whose own report lists neither has found none. Closed is only known beside found.
-- told: own reports cover all days of the period in which the unit lived, or a list names the unit.
-- unit_id, period, found, told, found_ever, closed_ever, closed_told
select
    g.unit_id, g.period,
    case
        when count(n.found) filter (n.inside) > 0 then sum(n.found) filter (n.inside)
        when sum(n.looked) filter (n.inside) = 0 then 0
    end as found,
    coalesce(sum(n.days) filter (n.inside) >= any_value(g.days), false) as told,
    coalesce(sum(n.found) filter (n.closed is not null), case when sum(n.looked) = 0 then 0 end) as found_ever,
    coalesce(sum(n.closed) filter (n.found is not null), case when sum(n.looked) = 0 then 0 end) as closed_ever,
    coalesce(bool_or(n.period_end = g.ends_on), false) as closed_told
from register g
left join (
    select r.unit_id, r.period_end, a.period, r.period_start >= a.starts_on as inside, null as found, null as closed,
        0 as looked, r.period_end - r.period_start + 1 as days
    from reports_now r
    join asked a on r.period_end <= a.ends_on
    where r.form = 'unit_report'
    union all
    select x.unit_id, x.period_end, a.period, x.period_start >= a.starts_on, x.nonconformities, x.closed,
        cast(x.kind in ('audit', 'inspection') as integer), case when x.source = 'list' then 1000 else 0 end
    from activities_now x
    join asked a on x.period_end <= a.ends_on
    where x.kind in ('audit', 'inspection') or x.nonconformities is not null) n
    on n.unit_id = g.unit_id and n.period = g.period
group by g.unit_id, g.period
