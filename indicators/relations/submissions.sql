-- Who was expected to report, quarter by quarter, and who did: an own report or a line of an annex, of the quarter or
-- of a longer period around it. Divisions report too.
-- unit_id, period, expected, reported
select
    u.unit_id, q.period,
    count(distinct q.starts_on) as expected,
    count(distinct q.starts_on) filter (r.unit_id is not null) as reported
from (
    select
        period,
        cast(starts_on + to_months(3 * step) as date) as starts_on,
        least(ends_on, cast(starts_on + to_months(3 * step + 3) as date) - 1) as ends_on
    from asked, unnest(generate_series(0, greatest(date_diff('month', starts_on, ends_on) // 3 - 1, 0))) as steps(step)) q
join units_now u on u.valid_from <= q.ends_on and u.valid_to >= q.ends_on and u.obligation is not null
anti join unit_starts later
    on later.unit_id = u.unit_id
    and later.valid_from > u.valid_from
    and later.valid_from <= q.ends_on
left join reports_now r on r.unit_id = u.unit_id and r.period_start <= q.starts_on and r.period_end >= q.ends_on
group by u.unit_id, q.period
