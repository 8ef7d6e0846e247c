-- Which report tells the dossiers of a unit for a period: its own, else the newest annex; never both.
-- unit_id, period_end, months, period_start, report_id
select unit_id, period_end, months, any_value(period_start) as period_start, arg_max(report_id, preference) as report_id
from reports_now
semi join handling using (report_id)
group by unit_id, period_end, months
