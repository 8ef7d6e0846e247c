-- Every unit above a unit, itself among them, as the tree was in each period asked for.
-- unit_id, period, above
select unit_id, period, list(ancestor order by ancestor) as above
from climbing
group by unit_id, period
