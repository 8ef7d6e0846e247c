-- The day on which a unit's announcement was withdrawn: the day that a report gives; else the last day of the first period
-- that tells it of a unit that had another stage before. A unit that was withdrawn when first heard of has no such day.
-- unit_id, lapsed_on, report_id, report_before
select unit_id, coalesce(withdrawn_on, period_end) as lapsed_on, report_id, report_before
from (
    select
        *,
        lag(stage) over (partition by unit_id order by period_end) as stage_before,
        lag(report_id) over (partition by unit_id order by period_end) as report_before
    from (
        select
            r.unit_id, r.period_end,
            arg_max(s.stage, r.preference) as stage,
            arg_max_null(s.withdrawn_on, r.preference) as withdrawn_on,
            arg_max(r.report_id, r.preference) as report_id
        from status s
        join reports_now r using (report_id)
        where s.stage is not null
        group by r.unit_id, r.period_end))
where stage = -2
  and stage_before is distinct from -2
  and (withdrawn_on is not null or stage_before is not null)
