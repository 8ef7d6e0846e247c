-- The units of every period that went into one unit of the day meant or into one under it; for a unit that is no longer
-- on that list, its own subtree as it was.
-- unit_id, period
select r.unit_id, r.period
from recast r
semi join branch_on on branch_on.unit_id = r.heir_id
where (select count(*) from units_on where unit_id = $parent and lives) > 0
union all
select unit_id, period
from subtree
where (select count(*) from units_on where unit_id = $parent and lives) = 0
