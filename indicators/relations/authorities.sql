-- Procedures under a unit's authority at the end of a period, and the report that tells them: form II.07b or what a report on
-- the unit says of itself, the newest, own report before annex. *_told: it is of that very day.
-- unit_id, period, tthc_authority, tthc_authority_told, report_id
select
    g.unit_id, g.period,
    arg_max(a.many, a.recency) as tthc_authority,
    max(a.period_end) = any_value(g.ends_on) as tthc_authority_told,
    arg_max(a.report_id, a.recency) as report_id
from register g
left join (
    select r.unit_id, r.period_end, r.recency, r.report_id, t.many
    from reports_now r
    join (
        select report_id, tthc_authority as many
        from status
        where tthc_authority is not null
        union all
        select report_id, authority_total
        from inventory
        where authority_total is not null) t using (report_id)) a on a.unit_id = g.unit_id and a.period_end <= g.ends_on
where g.stands
group by g.unit_id, g.period
