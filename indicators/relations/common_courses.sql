-- Courses that lists name, once each: a course is one day and one content, however many units came. It is counted at
-- the common superior of those who came, or at the first of them where they have none in common.
-- asked, holder, report_id, file_id, form, source, period, sheet, row_number, kind
select
    a.period as asked,
    case when count(distinct u.parent_id) = 1 then any_value(u.parent_id) else min(x.unit_id) end as holder,
    max(x.report_id) as report_id,
    arg_max(x.file_id, x.report_id) as file_id,
    arg_max(x.sheet, x.report_id) as sheet,
    arg_max(x.row_number, x.report_id * 10000000 - x.row_number) as row_number,
    any_value(x.form) as form, any_value(x.source) as source, any_value(x.period) as period, any_value(x.kind) as kind
from activities_now x
join asked a on x.period_start >= a.starts_on and x.period_end <= a.ends_on
left join register u on u.unit_id = x.unit_id and u.period = a.period
where x.kind = 'training' and x.source = 'list'
group by a.period, x.happened_on, x.content
