-- The told periods inside each period asked for, none inside another one of the same unit: a year's own report,
-- else its quarters.
-- asked, starts_on, ends_on, and the columns of handling_now
select a.period as asked, a.starts_on, a.ends_on, h.*
from handling_now h
join asked a on h.period_start >= a.starts_on and h.period_end <= a.ends_on
where not exists (
    select 1
    from handling_now longer
    where longer.months > 3
      and longer.unit_id = h.unit_id
      and longer.months > h.months
      and longer.period_start <= h.period_start
      and longer.period_end >= h.period_end
      and longer.period_start >= a.starts_on
      and longer.period_end <= a.ends_on)
