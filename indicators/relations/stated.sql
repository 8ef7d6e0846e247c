-- The days of a period for which current reports tell the stage of a unit, quarter by quarter; a longer period tells all of its
-- quarters.
-- unit_id, period, days
select unit_id, period, sum(days) as days
from (
    select distinct r.unit_id, q.period, q.starts_on, q.ends_on - q.starts_on + 1 as days
    from quarters q
    join reports_now r on r.period_start <= q.starts_on and r.period_end >= q.ends_on
    semi join status s on s.report_id = r.report_id and s.stage is not null)
group by unit_id, period
