-- Rows of plans of the year that each period asked for ends in. inside: the period that the row speaks of lies inside it.
-- asked, unit_id, kind, inside, file_id, form, source, period, sheet, row_number
select
    a.period as asked, x.unit_id, x.kind, x.period_start >= a.starts_on and x.period_end <= a.ends_on as inside,
    x.file_id, x.form, x.source, x.period, x.sheet, x.row_number
from activities_now x
join asked a on left(x.period, 4) = cast(year(a.ends_on) as varchar)
where x.kind in ('planned_build', 'planned_conversion', 'planned_inspection')
