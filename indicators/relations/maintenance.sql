-- Internal audit and management review in the twelve months up to the end of a period (Circular 26/2014/TT-BKHCN asks
-- for each at least once a year). Unknown where no report of these months speaks of the unit's activities; not told where
-- one of them is held.
-- unit_id, period, audited, reviewed, told
select
    g.unit_id, g.period,
    case when count(t.unit_id) > 0 then coalesce(bool_or(t.kind = 'audit'), false) end as audited,
    case when count(t.unit_id) > 0 then coalesce(bool_or(t.kind = 'review'), false) end as reviewed,
    coalesce(bool_or(t.period_end = g.ends_on and not t.undecided), false) as told
from register g
left join (
    select
        unit_id, null as kind, period_end as happened_on, period_end,
        report_id in (select report_id from undecided where relation = 'activity') as undecided
    from reports_now
    where form = 'unit_report'
    union all
    select unit_id, kind, happened_on, period_end, report_id in (select report_id from undecided where relation = 'activity')
    from activities_now
    where kind in ('audit', 'review')) t
    on t.unit_id = g.unit_id
    and t.period_end <= g.ends_on
    and t.happened_on > g.ends_on - to_months(12)
where g.stands
group by g.unit_id, g.period
