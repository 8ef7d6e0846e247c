-- Dossiers of a unit as told for one period: the rows of its own report, else those of the annex, never both.
-- unit_id, period, period_start, period_end, months, report_id, and the eleven columns of form II.06a
select
    r.unit_id, r.period, r.period_start, r.period_end, r.months,
    arg_max_null(h.report_id, r.preference) as report_id,
    arg_max_null(h.received_total, r.preference) as received_total,
    arg_max_null(h.received_online, r.preference) as received_online,
    arg_max_null(h.received_direct, r.preference) as received_direct,
    arg_max_null(h.carried_over, r.preference) as carried_over,
    arg_max_null(h.resolved_total, r.preference) as resolved_total,
    arg_max_null(h.resolved_early, r.preference) as resolved_early,
    arg_max_null(h.resolved_on_time, r.preference) as resolved_on_time,
    arg_max_null(h.resolved_by_deadline, r.preference) as resolved_by_deadline,
    arg_max_null(h.resolved_late, r.preference) as resolved_late,
    arg_max_null(h.pending_total, r.preference) as pending_total,
    arg_max_null(h.pending_overdue, r.preference) as pending_overdue,
    arg_max_null(h.returned_withdrawn, r.preference) as returned_withdrawn
from handling_sums h
join reports_now r using (report_id)
group by r.unit_id, r.period, r.period_start, r.period_end, r.months
