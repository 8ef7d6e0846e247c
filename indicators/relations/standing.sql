-- Stocks of a unit at the end of a period: the newest known value of each field; stage, edition and path go together.
-- *_told: a report of this very period says so; otherwise the value is carried from an earlier one.
-- Where reports of two lengths end on one day, the one labelled as asked comes first, then the shorter.
-- unit_id, period, in_scope, mandatory, office, unit_group, ends_on, stage, edition, path, stage_told, docs_mandatory, …
select
    unit_id, period,
    any_value(in_scope) as in_scope,
    any_value(mandatory) as mandatory,
    any_value(office) as office,
    any_value(unit_group) as unit_group,
    any_value(ends_on) as ends_on,
    arg_max(stage, recency) as stage,
    arg_max_null(edition, recency) filter (stage is not null) as edition,
    arg_max_null(path, recency) filter (stage is not null) as path,
    coalesce(bool_or(fresh and stage is not null), false) as stage_told,
    arg_max(docs_mandatory, recency) as docs_mandatory,
    coalesce(bool_or(fresh and docs_mandatory is not null), false) as docs_mandatory_told,
    arg_max(procedures_tthc, recency) as procedures_tthc,
    coalesce(bool_or(fresh and procedures_tthc is not null), false) as procedures_tthc_told,
    arg_max(procedures_internal, recency) as procedures_internal,
    coalesce(bool_or(fresh and procedures_internal is not null), false) as procedures_internal_told,
    arg_max(tthc_authority, recency) as tthc_authority,
    coalesce(bool_or(fresh and tthc_authority is not null), false) as tthc_authority_told
from (
    select
        g.*, s.* exclude (unit_id, period),
        s.period_end = g.ends_on as fresh,
        (s.period_end - date '2000-01-01') * 100 + case when s.period = g.period then 50 else 12 - s.months end as recency
    from register g
    left join status_now s on s.unit_id = g.unit_id and s.period_end <= g.ends_on
    where g.stands)
group by unit_id, period
