-- The stocks of procedures_now at the end of a period, carried like those of standing.
-- unit_id, period, stage, procedures_other, procedures_other_told, procedures_total, procedures_total_told
select
    unit_id, period,
    arg_max(procedures_other, recency) as procedures_other,
    coalesce(bool_or(fresh and procedures_other is not null), false) as procedures_other_told,
    arg_max(procedures_total, recency) as procedures_total,
    coalesce(bool_or(fresh and procedures_total is not null), false) as procedures_total_told
from (
    select
        g.*, p.* exclude (unit_id, period),
        p.period_end = g.ends_on as fresh,
        (p.period_end - date '2000-01-01') * 100 + case when p.period = g.period then 50 else 12 - p.months end as recency
    from register g
    left join procedures_now p on p.unit_id = g.unit_id and p.period_end <= g.ends_on
    where g.stands)
group by unit_id, period
