-- The told periods of each field inside each period asked for, none inside another one: a year's own figure, else its quarters'.
-- unit_id, asked, field, days, report_id, value
select h.unit_id, a.period as asked, h.field, h.period_end - h.period_start + 1 as days, h.report_id, h.value
from flows_now h
join asked a on h.period_start >= a.starts_on and h.period_end <= a.ends_on
anti join flows_now longer
    on longer.unit_id = h.unit_id
    and longer.field = h.field
    and longer.months > h.months
    and longer.period_start <= h.period_start
    and longer.period_end >= h.period_end
    and longer.period_start >= a.starts_on
    and longer.period_end <= a.ends_on
