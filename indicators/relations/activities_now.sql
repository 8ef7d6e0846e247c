-- Courses, audits, reviews and inspections, each with the unit that it concerns.
-- unit_id, report_id, source, period, period_start, period_end, kind, happened_on, content, participants
select
    coalesce(a.unit_id, r.unit_id) as unit_id, r.report_id, r.source, r.period, r.period_start, r.period_end,
    a.kind, coalesce(a.happened_on, r.period_end) as happened_on, a.content, a.participants
from activity a
join reports_now r using (report_id)
