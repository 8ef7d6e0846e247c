-- Dossiers pending at the end of a period: the newest known value of each column, carried like those of standing.
-- unit_id, period, pending_total, pending_total_told, pending_in_time, …, pending_overdue, …
select
    unit_id, period,
    arg_max(pending_total, recency) as pending_total,
    coalesce(bool_or(fresh and pending_total is not null), false) as pending_total_told,
    arg_max(pending_in_time, recency) as pending_in_time,
    coalesce(bool_or(fresh and pending_in_time is not null), false) as pending_in_time_told,
    arg_max(pending_overdue, recency) as pending_overdue,
    coalesce(bool_or(fresh and pending_overdue is not null), false) as pending_overdue_told
from (
    select
        g.unit_id, g.period, h.* exclude (unit_id, period),
        h.period_end = g.ends_on as fresh,
        (h.period_end - date '2000-01-01') * 100 + case when h.period = g.period then 50 else 12 - h.months end as recency
    from register g
    left join handling_now h on h.unit_id = g.unit_id and h.period_end <= g.ends_on
    where g.stands)
group by unit_id, period
