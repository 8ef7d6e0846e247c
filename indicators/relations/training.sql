-- Training of a unit in a period. A unit's own report lists its own courses, and none where it lists none. The list of
-- a common course names those who came; the course itself is counted once, at their common superior.
-- unit_id, period, courses, attended, participants, told
select
    g.unit_id, g.period,
    sum(t.courses) as courses,
    sum(t.attended) as attended,
    sum(t.participants) as participants,
    bool_or(t.told) as told
from register g
left join (
    select r.unit_id, a.period, count(x.kind) as courses, count(x.kind) as attended,
        case when count(x.kind) = 0 then 0 else sum(x.participants) end as participants, true as told
    from reports_now r
    join asked a on r.period_start >= a.starts_on and r.period_end <= a.ends_on
    left join activity x on x.report_id = r.report_id and x.kind = 'training'
    where r.form = 'unit_report'
    group by r.unit_id, a.period
    union all
    select x.unit_id, a.period, null, count(*), sum(x.participants), true
    from activities_now x
    join asked a on x.period_start >= a.starts_on and x.period_end <= a.ends_on
    where x.kind = 'training' and x.source = 'list'
    group by x.unit_id, a.period
    union all
    select holder, period, count(*), null, null, true
    from (
        select a.period, case when count(distinct u.parent_id) = 1 then any_value(u.parent_id) else min(x.unit_id) end as holder
        from activities_now x
        join asked a on x.period_start >= a.starts_on and x.period_end <= a.ends_on
        left join register u on u.unit_id = x.unit_id and u.period = a.period
        where x.kind = 'training' and x.source = 'list'
        group by a.period, x.report_id, x.happened_on, x.content)
    group by holder, period) t on t.unit_id = g.unit_id and t.period = g.period
group by g.unit_id, g.period
