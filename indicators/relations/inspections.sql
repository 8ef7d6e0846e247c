-- Inspections of a unit in a period; that there was none is known only from the unit's own report.
-- told: own reports cover all days of the period in which the unit lived, and hold no activity back, or a list names the unit.
-- unit_id, period, inspected, told
select g.unit_id, g.period, sum(t.inspected) as inspected, sum(t.days) >= any_value(g.days) as told
from register g
left join (
    select
        r.unit_id, a.period, count(x.kind) as inspected,
        any_value(r.period_end - r.period_start + 1) filter (
            r.report_id not in (select report_id from undecided where relation = 'activity')) as days
    from reports_now r
    join asked a on r.period_start >= a.starts_on and r.period_end <= a.ends_on
    left join activity x on x.report_id = r.report_id and x.kind = 'inspection'
    where r.form = 'unit_report'
    group by r.report_id, r.unit_id, a.period
    union all
    select x.unit_id, a.period, count(*), 1000
    from activities_now x
    join asked a on x.period_start >= a.starts_on and x.period_end <= a.ends_on
    where x.kind = 'inspection' and x.source = 'list'
    group by x.unit_id, a.period) t on t.unit_id = g.unit_id and t.period = g.period
group by g.unit_id, g.period
