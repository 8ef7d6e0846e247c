-- The quarters inside the periods asked for; a period shorter than a quarter stands for itself.
-- period, quarter, starts_on, ends_on
select
    period,
    case when months <= 3 then period else year(ends_on) || 'Q' || quarter(ends_on) end as quarter,
    starts_on, ends_on
from (
    select
        period, months,
        cast(starts_on + to_months(3 * step) as date) as starts_on,
        least(ends_on, cast(starts_on + to_months(3 * step + 3) as date) - 1) as ends_on
    from (select *, date_diff('month', starts_on, ends_on) as months from asked),
        unnest(generate_series(0, greatest(months // 3 - 1, 0))) as steps(step))
