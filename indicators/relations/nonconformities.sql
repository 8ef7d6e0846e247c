-- Nonconformities of a unit: those found in a period, and those found and closed up to its end. A report with audits or
-- inspections but no number is unknown, not 0; a unit's own report that lists neither has found none. Closed is only known
-- beside found.
-- told: own reports cover all days of the period in which the unit lived, and hold no activity back, or a list names the unit.
-- unit_id, period, found, told, found_ever, closed_ever, closed_told
select
    g.unit_id, g.period,
    sum(n.found) filter (n.inside) as found,
    coalesce(sum(n.days) filter (n.inside) >= any_value(g.days), false) as told,
    sum(n.found_of_closed) as found_ever,
    sum(n.closed) as closed_ever,
    coalesce(bool_or(n.period_end = g.ends_on and n.days is not null), false) as closed_told
from register g
left join (
    select
        r.unit_id, a.period, r.period_end,
        r.period_start >= a.starts_on as inside,
        case when count(x.kind) = 0 then 0 else sum(x.nonconformities) end as found,
        case when count(x.kind) = 0 then 0 else sum(x.nonconformities) filter (x.closed is not null) end as found_of_closed,
        case when count(x.kind) = 0 then 0 else sum(x.closed) filter (x.nonconformities is not null) end as closed,
        any_value(r.period_end - r.period_start + 1) filter (
            r.report_id not in (select report_id from undecided where relation = 'activity')) as days
    from reports_now r
    join asked a on r.period_end <= a.ends_on
    left join activity x
        on x.report_id = r.report_id
        and (x.kind in ('audit', 'inspection') or x.nonconformities is not null)
    where r.form = 'unit_report'
    group by r.report_id, r.unit_id, a.period, r.period_end, inside
    union all
    select
        x.unit_id, a.period, x.period_end, x.period_start >= a.starts_on, x.nonconformities,
        case when x.closed is not null then x.nonconformities end,
        case when x.nonconformities is not null then x.closed end,
        1000
    from activities_now x
    join asked a on x.period_end <= a.ends_on
    where x.source = 'list' and (x.kind in ('audit', 'inspection') or x.nonconformities is not null)) n
    on n.unit_id = g.unit_id and n.period = g.period
group by g.unit_id, g.period
