-- Inspections of a unit in a period; none is known only where the unit's own report says so.
-- unit_id, period, inspected, told
select g.unit_id, g.period, sum(t.inspected) as inspected
from register g
left join (
    select r.unit_id, a.period, count(x.kind) as inspected
    from reports_now r
    join asked a on r.period_start >= a.starts_on and r.period_end <= a.ends_on
    left join activities_now x on x.report_id = r.report_id and x.kind = 'inspection'
    where r.form = 'unit_report'
    group by r.unit_id, a.period
    union all
    select x.unit_id, a.period, count(*)
    from activities_now x
    join asked a on x.period_start >= a.starts_on and x.period_end <= a.ends_on
    where x.kind = 'inspection' and x.source = 'list'
    group by x.unit_id, a.period) t on t.unit_id = g.unit_id and t.period = g.period
group by g.unit_id, g.period
