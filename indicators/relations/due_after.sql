-- After which day a report on a quarter is due: after the quarter's last; where the programme's reports speak of it only within
-- a longer period (a ministry that reports once a year), after the last day of that.
-- period, quarter, ends_on
select
    q.period, q.quarter,
    case when bool_or(t.months <= 3) then q.ends_on else coalesce(min(t.period_end), q.ends_on) end as ends_on
from quarters q
left join told_periods t on t.period_start <= q.ends_on and t.period_end >= q.starts_on
group by q.period, q.quarter, q.ends_on
