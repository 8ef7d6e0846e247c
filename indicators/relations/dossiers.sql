-- Dossiers of a unit in a period: flows added up, pending at its end, carried over at its start. Nothing is carried
-- into a period that is not told. told: the reports cover all days of the period in which the unit lived, and no value of
-- theirs is held.
-- received_total over several reports: what came in, and what lay there at the start, once.
-- unit_id, period, told, and the columns of form II.06a; what shares are of (x_with_y) is as in handling_sums.
select
    g.unit_id, g.period,
    sum(h.period_end - h.period_start + 1) >= any_value(g.days) and not bool_or(h.undecided) as told,
    case
        when count(h.report_id) <= 1 then any_value(h.received_total)
        else coalesce(
            case when count(h.received_online + h.received_direct) = count(h.report_id)
                then sum(h.received_online + h.received_direct) + arg_min(h.carried_over, h.period_start) end,
            sum(h.resolved_total) + coalesce(sum(h.returned_withdrawn), 0) + arg_max(h.pending_total, h.period_end))
    end as received_total,
    sum(h.received_online) as received_online,
    sum(h.received_direct) as received_direct,
    any_value(h.carried_over) filter (h.period_start = h.starts_on) as carried_over,
    sum(h.resolved_total) as resolved_total,
    sum(h.resolved_early) as resolved_early,
    sum(h.resolved_on_time) as resolved_on_time,
    sum(h.resolved_by_deadline) as resolved_by_deadline,
    sum(h.resolved_late) as resolved_late,
    arg_max(h.pending_overdue, h.period_end) as pending_overdue,
    sum(h.returned_withdrawn) as returned_withdrawn,
    sum(h.resolved_of_due) as resolved_of_due,
    sum(h.dossiers_due) as dossiers_due,
    sum(h.total_with_deadline) as total_with_deadline,
    sum(h.deadline_with_total) as deadline_with_total,
    sum(h.total_with_late) as total_with_late,
    sum(h.late_with_total) as late_with_total,
    sum(h.online_with_direct) as online_with_direct,
    sum(h.direct_with_online) as direct_with_online
from register g
left join (from handling_inside join handling_sums using (report_id)) h on h.unit_id = g.unit_id and h.asked = g.period
group by g.unit_id, g.period
