-- Stocks of a unit at the end of a period: the newest known value of each field, own report before annex. The path goes
-- with the edition. *_told: a report up to this very day says so; otherwise the value is carried from an earlier one.
-- editions_told: somebody's edition is known, or nobody applies yet. Where units apply and none has told its edition, a unit
-- that does not apply is no evidence that none is on an edition. told_on: the last day of the newest report's period.
-- edition_told: the stage is told, and so is the edition where the unit applies any, and no report up to this very day has its
-- edition or path held until someone decides.
-- edition_beside_stage, path_beside_stage: as the newest report that tells a stage has them, or nothing.
-- unit_id, period, ends_on, stage, edition, path, editions_told, stage_told, docs_mandatory, …
select
    g.unit_id, g.period,
    any_value(g.ends_on) as ends_on,
    arg_max(s.stage, s.recency) as stage,
    arg_max(s.edition, s.recency) as edition,
    arg_max_null(s.path, s.recency) filter (s.edition is not null) as path,
    count(arg_max(s.edition, s.recency)) over (partition by g.period) > 0
        or count(*) filter (arg_max(s.stage, s.recency) >= 2) over (partition by g.period) = 0 as editions_told,
    max(s.period_end) filter (s.stage is not null) = any_value(g.ends_on) as stage_told,
    max(s.period_end) filter (s.stage is not null) = any_value(g.ends_on)
        and (arg_max(s.stage, s.recency) < 2
            or coalesce(max(s.period_end) filter (s.edition is not null) = any_value(g.ends_on), false))
        and not coalesce(bool_or(s.edition_held and s.period_end = g.ends_on), false) as edition_told,
    arg_max(s.docs_mandatory, s.recency) as docs_mandatory,
    max(s.period_end) filter (s.docs_mandatory is not null) = any_value(g.ends_on) as docs_mandatory_told,
    arg_max(s.procedures_tthc, s.recency) as procedures_tthc,
    max(s.period_end) filter (s.procedures_tthc is not null) = any_value(g.ends_on) as procedures_tthc_told,
    arg_max(s.procedures_internal, s.recency) as procedures_internal,
    max(s.period_end) filter (s.procedures_internal is not null) = any_value(g.ends_on) as procedures_internal_told,
    arg_max(s.internal_work, s.recency) as internal_work,
    max(s.period_end) filter (s.internal_work is not null) = any_value(g.ends_on) as internal_work_told,
    arg_max(s.medium, s.recency) as medium,
    max(s.period_end) filter (s.medium is not null) = any_value(g.ends_on) as medium_told,
    max(s.period_end) as told_on,
    arg_max_null(s.edition, s.recency) filter (s.stage is not null) as edition_beside_stage,
    arg_max_null(s.path, s.recency) filter (s.stage is not null) as path_beside_stage,
    arg_max(s.announcement_number, s.recency) as announcement_number,
    arg_max(s.announced_on, s.recency) as announced_on,
    arg_max(s.converted_on, s.recency) as converted_on,
    arg_max(s.conversion_planned_on, s.recency) as conversion_planned_on,
    arg_max(s.reporter, s.recency) as reporter,
    arg_max(s.phone, s.recency) as phone,
    arg_max(s.note, s.recency) as note
from register g
left join (
    select s.*, r.unit_id, r.period_end, r.recency, h.report_id is not null as edition_held
    from status s
    join reports_now r using (report_id)
    left join (select distinct report_id from undecided where relation = 'status' and field in ('edition', 'path')) h
        on h.report_id = s.report_id) s on s.unit_id = g.unit_id and s.period_end <= g.ends_on
where g.stands
group by g.unit_id, g.period
