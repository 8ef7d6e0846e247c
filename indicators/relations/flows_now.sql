-- What the lines of units tell of a period beside dossiers: procedures revised, survey, money, a share without a base. One row
-- a field, own report before annex, newer before older. A survey counts only where both of its numbers are told.
-- unit_id, field, period_start, period_end, months, report_id, value
select
    unit_id, field, period_start, period_end, months,
    arg_max(report_id, preference) as report_id,
    arg_max(value, preference) as value
from (
    select
        r.unit_id, r.report_id, r.period_start, r.period_end, r.months, r.preference,
        unnest(['procedures_revised', 'surveyed', 'satisfied', 'budget_allocated', 'budget_spent', 'percent_printed']) as field,
        unnest([
            s.procedures_revised,
            case when s.satisfied is not null then s.surveyed end,
            case when s.surveyed is not null then s.satisfied end,
            s.budget_allocated,
            s.budget_spent,
            case when not regexp_matches(s.percent_printed, '\d\s*/\s*\d') then 1 end]) as value
    from status s
    join reports_now r using (report_id)
    where coalesce(s.procedures_revised, s.surveyed, s.budget_allocated, s.budget_spent) is not null
       or s.percent_printed is not null)
where value is not null
group by unit_id, field, period_start, period_end, months
