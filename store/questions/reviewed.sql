-- Every unit that has a report of a period that counts, with the state of its review. Steps before the last reopening do
-- not count. state: 'received', 'checked', 'approved', 'locked'; or 'changed': approved or locked, and then a report came,
-- or one that stood then was taken back. until: the last day of the exception, in force or past. settled: the load that
-- approved or locked last.
-- Values: programme; period, null for each that there is.
-- unit_id, period, own, version, received_at, state, locked, stepped_at, stepped_by, changed_at, until, exception_reason,
-- settled
with reports as (
    select
        r.unit_id, r.period, r.load_id, r.version, r.source, coalesce(t.at, r.load_id) as touched, t.at is not null as taken,
        coalesce(u.loaded_at, l.loaded_at) as touched_at
    from report r
    join load l using (load_id)
    left join (select undone, max(load_id) as at from undo group by undone) t on t.undone = r.load_id
    left join load u on u.load_id = t.at
    where r.programme = $programme
      and ($period is null or r.period = $period)
      and r.unit_id is not null),
steps as (
    select v.unit_id, v.period, v.step, v.load_id, v.until, v.reason, l.who, l.loaded_at
    from review v
    join load l using (load_id)
    left join (
        select unit_id, period, max(load_id) as load_id
        from review
        where step = 'reopened' and programme = $programme and ($period is null or period = $period)
          and load_id not in (select undone from undo)
        group by unit_id, period) again on again.unit_id = v.unit_id and again.period = v.period
    where v.programme = $programme
      and ($period is null or v.period = $period)
      and v.load_id not in (select undone from undo)
      and v.load_id > coalesce(again.load_id, 0)),
marks as (
    select
        unit_id, period,
        max(load_id) filter (step = 'checked') as checked,
        max(load_id) filter (step in ('approved', 'locked')) as settled,
        max(load_id) filter (step = 'locked') as locked,
        max(loaded_at) filter (step <> 'exception') as stepped_at,
        arg_max(who, load_id) filter (step <> 'exception') as stepped_by
    from steps
    group by unit_id, period),
exceptions as (
    select s.unit_id, s.period, arg_max(s.until, s.load_id) as until, arg_max(s.reason, s.load_id) as reason
    from steps s
    join marks m using (unit_id, period)
    where s.step = 'exception' and s.load_id > m.locked
    group by s.unit_id, s.period),
since as (
    select
        r.unit_id, r.period,
        max(r.touched_at) filter (r.touched > m.settled and (not r.taken or r.load_id <= m.settled)) as changed_at,
        count(*) filter (r.touched > m.checked and (not r.taken or r.load_id <= m.checked)) as after_check
    from reports r
    join marks m using (unit_id, period)
    group by r.unit_id, r.period)
select
    n.unit_id, n.period, n.own, n.version, n.received_at,
    case
        when s.changed_at is not null then 'changed'
        when m.locked is not null then 'locked'
        when m.settled is not null then 'approved'
        when m.checked is not null and s.after_check = 0 then 'checked'
        else 'received'
    end as state,
    m.locked is not null as locked, m.stepped_at, m.stepped_by, s.changed_at, e.until, e.reason as exception_reason, m.settled
from (
    select unit_id, period, bool_or(source = 'own') as own, max(version) as version, max(touched_at) as received_at
    from reports
    where not taken
    group by unit_id, period) n
left join marks m using (unit_id, period)
left join since s using (unit_id, period)
left join exceptions e using (unit_id, period)
