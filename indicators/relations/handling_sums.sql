-- Dossiers by report: the rows of its fields of work added up. Early and on time in one column (annex, older layouts)
-- fill resolved_by_deadline only.
-- A share is of what tells both its sides: x_with_y adds up x over the fields of work that tell y as well. So do dossiers_due
-- and resolved_of_due, of the fields that tell both those due and those resolved on time.
-- undecided: a value of one of the fields is held, so that the sums of the others may not be all.
-- report_id, undecided, and the columns of form II.06a
select
    report_id,
    report_id in (select report_id from undecided where relation = 'handling') as undecided,
    cast(sum(received_total) as bigint) as received_total,
    cast(sum(received_online) as bigint) as received_online,
    cast(sum(received_direct) as bigint) as received_direct,
    cast(sum(carried_over) as bigint) as carried_over,
    cast(sum(resolved_total) as bigint) as resolved_total,
    cast(sum(resolved_early) as bigint) as resolved_early,
    cast(sum(resolved_on_time) as bigint) as resolved_on_time,
    cast(sum(by_deadline) as bigint) as resolved_by_deadline,
    cast(sum(resolved_late) as bigint) as resolved_late,
    cast(sum(pending_total) as bigint) as pending_total,
    cast(sum(pending_in_time) as bigint) as pending_in_time,
    cast(sum(pending_overdue) as bigint) as pending_overdue,
    cast(sum(returned_withdrawn) as bigint) as returned_withdrawn,
    cast(sum(dossiers_due) filter (by_deadline is not null) as bigint) as dossiers_due,
    cast(sum(by_deadline) filter (dossiers_due is not null) as bigint) as resolved_of_due,
    cast(sum(resolved_total) filter (by_deadline is not null) as bigint) as total_with_deadline,
    cast(sum(by_deadline) filter (resolved_total is not null) as bigint) as deadline_with_total,
    cast(sum(resolved_total) filter (resolved_late is not null) as bigint) as total_with_late,
    cast(sum(resolved_late) filter (resolved_total is not null) as bigint) as late_with_total,
    cast(sum(received_online) filter (received_direct is not null) as bigint) as online_with_direct,
    cast(sum(received_direct) filter (received_online is not null) as bigint) as direct_with_online
from (select *, coalesce(resolved_by_deadline, resolved_early + resolved_on_time) as by_deadline from handling)
group by report_id
