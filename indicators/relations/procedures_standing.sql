-- The stocks of procedures_now at the end of a period, carried like those of standing.
-- unit_id, period, procedures_other, procedures_other_told, procedures_total, procedures_total_told
select
    g.unit_id, g.period,
    arg_max(p.procedures_other, p.period_end) as procedures_other,
    max(p.period_end) filter (p.procedures_other is not null) = any_value(g.ends_on) as procedures_other_told,
    arg_max(p.procedures_total, p.period_end) as procedures_total,
    max(p.period_end) filter (p.procedures_total is not null) = any_value(g.ends_on) as procedures_total_told
from register g
left join procedures_now p on p.unit_id = g.unit_id and p.period_end <= g.ends_on
where g.stands
group by g.unit_id, g.period
