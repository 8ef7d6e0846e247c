-- Every unit of every period asked for, under the unit of the day meant that it went into as a whole. One that was split
-- or ended without a successor stands for itself (became: 'split', 'ended'), under the superior of that day. Successions
-- join units, never codes.
-- unit_id, period, heir_id, became, name, unit_group, level, parent_id
select
    g.unit_id, g.period,
    coalesce(h.heir_id, g.unit_id) as heir_id,
    coalesce(h.became, case when t.lives then 'whole' else 'ended' end) as became,
    coalesce(t.name, g.name) as name,
    coalesce(t.unit_group, g.unit_group) as unit_group,
    coalesce(t.level, g.level) as level,
    c.superior_id as parent_id
from (select *, case when stands then ends_on else starts_on end as lived_on from register) g
left join heirs h on h.unit_id = g.unit_id and h.since <= g.lived_on and h.until > g.lived_on
left join units_on t on t.unit_id = coalesce(h.heir_id, g.unit_id)
left join (select unit_id, superior_id from climb where found) c on c.unit_id = coalesce(h.heir_id, g.unit_id)
