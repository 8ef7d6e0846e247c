-- Whether there is a plan for the year of each period asked for: of units to build or convert, and of inspections in it.
-- period, units, inspections
select
    asked as period,
    count(*) filter (kind <> 'planned_inspection') as units,
    count(*) filter (kind = 'planned_inspection' and inside) as inspections
from plan_rows
group by asked
