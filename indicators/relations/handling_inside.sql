-- The told periods inside each period asked for, none inside another one of the same unit: a year's own report,
-- else its quarters. No report is inside one of the shortest length, so those need not be looked at.
-- unit_id, asked, starts_on, period_start, period_end, report_id
select h.unit_id, a.period as asked, a.starts_on, h.period_start, h.period_end, h.report_id
from handling_now h
join asked a on h.period_start >= a.starts_on and h.period_end <= a.ends_on
anti join (
    select unit_id, period_start, period_end, months
    from handling_now
    where months > (select min(months) from handling_now)) longer
    on longer.unit_id = h.unit_id
    and longer.months > h.months
    and longer.period_start <= h.period_start
    and longer.period_end >= h.period_end
    and longer.period_start >= a.starts_on
    and longer.period_end <= a.ends_on
