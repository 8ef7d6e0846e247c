-- What is planned for a unit: rows of lists whose activity is a plan, by the year that they speak of. A plan of units to build
-- or convert is the year's; done by the end of the period: the unit applies; of a conversion, on the edition of the phase of
-- that day (2015 where no phase is known). An inspection is planned for the period of its day or of its list. Unknown where the
-- year, or the period, has no such plan.
-- unit_id, period, planned, done, stage_told, inspection
select
    g.unit_id, g.period,
    case when any_value(y.units) > 0 then cast(coalesce(bool_or(x.kind <> 'planned_inspection'), false) as bigint) end as planned,
    case
        when not bool_or(coalesce(x.kind in ('planned_build', 'planned_conversion'), false)) and any_value(y.units) > 0 then 0
        when any_value(s.stage) is null then null
        when any_value(y.units) > 0 then cast(coalesce(bool_or(
            s.stage >= 2
            and (x.kind = 'planned_build' or (x.kind = 'planned_conversion' and s.edition >= coalesce(e.edition, '2015')))),
            false) as bigint)
    end as done,
    any_value(s.edition_told) as stage_told,
    case
        when coalesce(bool_or(x.kind = 'planned_inspection' and x.inside), false) then 1
        when any_value(y.inspections) > 0 then 0
    end as inspection
from register g
left join plan_years y on y.period = g.period
left join plan_rows x on x.unit_id = g.unit_id and x.asked = g.period
left join standing s on s.unit_id = g.unit_id and s.period = g.period
left join (
    select a.period, arg_max(p.edition, p.starts_on) as edition
    from asked a
    join phase p on p.starts_on <= a.ends_on
    where p.programme = $programme and p.load_id in (from programme_now)
    group by a.period) e on e.period = g.period
group by g.unit_id, g.period
