-- Courses and inspections of the period; audits and reviews of the twelve months up to its end.
select a.sheet, a.row_number, a.{field} as value, a.unit_id, a.file_id, a.form, a.source, a.period
from activities_now a
join asked p
    on case
        when a.kind in ('audit', 'review') then a.period_end <= p.ends_on and a.happened_on > p.ends_on - to_months(12)
        else a.period_start >= p.starts_on and a.period_end <= p.ends_on
    end
where a.kind in (select unnest($kinds))
