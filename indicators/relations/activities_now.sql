-- Courses, audits, reviews and inspections, each with the unit that it concerns. One that two lists name for the same
-- unit, day and content counts once, as the newer list has it; in a unit's own report every row counts.
-- unit_id, report_id, file_id, form, source, period, period_start, period_end, kind, happened_on, content, participants, nonconformities,
-- closed
select
    coalesce(a.unit_id, r.unit_id) as unit_id, r.report_id, r.file_id, r.form, r.source, r.period, r.period_start,
    r.period_end, a.sheet, a.row_number, a.kind, coalesce(a.happened_on, r.period_end) as happened_on, a.content,
    a.participants, a.nonconformities, a.closed
from activity a
join reports_now r using (report_id)
where r.source <> 'list'
union all
select
    a.unit_id, r.report_id, r.file_id, r.form, r.source, r.period, r.period_start,
    r.period_end, a.sheet, a.row_number, a.kind, coalesce(a.happened_on, r.period_end) as happened_on, a.content,
    a.participants, a.nonconformities, a.closed
from activity a
join reports_now r using (report_id)
where r.source = 'list'
qualify row_number() over (
    partition by a.unit_id, a.kind, a.happened_on, a.content
    order by a.report_id desc, a.row_number) = 1
