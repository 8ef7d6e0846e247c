-- Dossiers pending at the end of a period: the newest known value of each column, own report before annex.
-- *_told: a report up to this very day says so in full; otherwise the value is carried from an earlier one.
-- unit_id, period, pending_total, pending_total_told, pending_in_time, …, pending_overdue, …
select
    g.unit_id, g.period,
    arg_max(h.pending_total, h.recency) as pending_total,
    max(h.period_end) filter (h.pending_total is not null and not h.undecided) = any_value(g.ends_on) as pending_total_told,
    arg_max(h.pending_in_time, h.recency) as pending_in_time,
    max(h.period_end) filter (h.pending_in_time is not null and not h.undecided) = any_value(g.ends_on) as pending_in_time_told,
    arg_max(h.pending_overdue, h.recency) as pending_overdue,
    max(h.period_end) filter (h.pending_overdue is not null and not h.undecided) = any_value(g.ends_on) as pending_overdue_told
from register g
left join (
    select h.*, r.unit_id, r.period_end, r.recency
    from handling_sums h
    join reports_now r using (report_id)) h on h.unit_id = g.unit_id and h.period_end <= g.ends_on
where g.stands
group by g.unit_id, g.period
