-- Every unit as the list of the day meant has it, or as it was last.
-- unit_id, name, unit_group, level, parent_id, lives
select unit_id, name, unit_group, level, parent_id, valid_to >= $units_on as lives
from units_now
where valid_from <= $units_on
qualify row_number() over (partition by unit_id order by valid_from desc) = 1
