-- One unit and everything under it, as the tree was in each period asked for.
-- unit_id, period
select unit_id, period
from register
where unit_id = $parent
union
select child.unit_id, child.period
from subtree
join register child on child.parent_id = subtree.unit_id and child.period = subtree.period
