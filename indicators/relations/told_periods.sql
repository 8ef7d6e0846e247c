-- The periods that reports of the programme speak of.
-- period, period_start, period_end, months
select distinct period, period_start, period_end, months
from reports_now
where source <> 'list'
