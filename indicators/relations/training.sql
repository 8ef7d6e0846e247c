-- Training of a unit in a period. A unit's own report lists its own courses, and none where it lists none. The list of
-- a common course names those who came; the course itself is counted once, at their common superior.
-- told: own reports cover all days of the period in which the unit lived, or a list names the unit.
-- unit_id, period, courses, attended, participants, told
select
    g.unit_id, g.period,
    sum(t.courses) as courses,
    sum(t.attended) as attended,
    sum(t.participants) as participants,
    sum(t.days) >= any_value(g.days) as told
from register g
left join (
    select
        r.unit_id, a.period, count(x.kind) as courses, count(x.kind) as attended,
        case when count(x.kind) = 0 then 0 else sum(x.participants) end as participants,
        any_value(r.period_end - r.period_start + 1) as days
    from reports_now r
    join asked a on r.period_start >= a.starts_on and r.period_end <= a.ends_on
    left join activity x on x.report_id = r.report_id and x.kind = 'training'
    where r.form = 'unit_report'
    group by r.report_id, r.unit_id, a.period
    union all
    select x.unit_id, a.period, null, count(*), sum(x.participants), 1000
    from activities_now x
    join asked a on x.period_start >= a.starts_on and x.period_end <= a.ends_on
    where x.kind = 'training' and x.source = 'list'
    group by x.unit_id, a.period
    union all
    select holder, asked, count(*), null, null, 1000
    from common_courses
    group by holder, asked) t on t.unit_id = g.unit_id and t.period = g.period
group by g.unit_id, g.period
