-- Procedures counted by form II.07b: the newest report of a unit up to the end of a period. *_told: it is of that very day.
-- unit_id, period, one_stop_total, one_stop_total_told, process_total, process_total_told
select
    g.unit_id, g.period,
    arg_max(i.one_stop_total, i.recency) as one_stop_total,
    max(i.period_end) filter (i.one_stop_total is not null) = any_value(g.ends_on) as one_stop_total_told,
    arg_max(i.process_total, i.recency) as process_total,
    max(i.period_end) filter (i.process_total is not null) = any_value(g.ends_on) as process_total_told
from register g
left join (
    select i.*, r.unit_id, r.period_end, r.recency
    from inventory i
    join reports_now r using (report_id)) i on i.unit_id = g.unit_id and i.period_end <= g.ends_on
where g.stands
group by g.unit_id, g.period
