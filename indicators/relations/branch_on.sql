-- One unit and everything under it, on the list of the day meant.
-- unit_id
select $parent as unit_id
union
select c.unit_id
from branch_on
join climb c on c.superior_id = branch_on.unit_id and c.found
