-- From each unit up to the first superior that has one unit of the day meant: an authority that ended without a
-- successor leaves its units to its own superior.
-- unit_id, superior_id, found
select u.unit_id, p.heir_id as superior_id, p.became = 'whole' as found
from units_on u
join heirs_on p on p.unit_id = u.parent_id
union
select c.unit_id, p.heir_id, p.became = 'whole'
from climb c
join units_on h on h.unit_id = c.superior_id
join heirs_on p on p.unit_id = h.parent_id
where not c.found
