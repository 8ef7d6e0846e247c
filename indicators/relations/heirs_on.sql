-- For every unit up to the day meant the unit that holds it then; a unit of that day holds itself.
-- unit_id, parent_id, heir_id, became
select
    u.unit_id, u.parent_id,
    case when u.lives then u.unit_id else coalesce(h.heir_id, u.unit_id) end as heir_id,
    case when u.lives then 'whole' else coalesce(h.became, 'ended') end as became
from units_on u
left join (
    select unit_id, arg_max(heir_id, until) as heir_id, arg_max(became, until) as became
    from heirs
    group by unit_id) h using (unit_id)
