-- Units and periods that are locked today: locked, not reopened since, and no exception in force.
-- Values: programme, today.
-- unit_id, period, who, loaded_at
with steps as (
    select v.unit_id, v.period, v.step, v.until, v.load_id, l.who, l.loaded_at
    from review v
    join load l using (load_id)
    where v.programme = $programme
      and v.load_id not in (select undone from undo)),
locks as (
    select
        unit_id, period,
        max(load_id) filter (step = 'locked') as locked,
        max(load_id) filter (step = 'reopened') as reopened,
        arg_max(who, load_id) filter (step = 'locked') as who,
        arg_max(loaded_at, load_id) filter (step = 'locked') as loaded_at
    from steps
    group by unit_id, period)
select k.unit_id, k.period, k.who, k.loaded_at
from locks k
left join (
    select unit_id, period, max(load_id) as load_id, arg_max(until, load_id) as until
    from steps
    where step = 'exception'
    group by unit_id, period) e
    on e.unit_id = k.unit_id
    and e.period = k.period
    and e.load_id > k.locked
where k.locked > coalesce(k.reopened, 0)
  and (e.until is null or e.until < $today)
