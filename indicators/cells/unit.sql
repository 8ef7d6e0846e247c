-- The unit's row of the register.
select u.sheet, u.row_number, u.{field} as value, u.unit_id, u.file_id, 'unit_register' as form, 'register' as source,
    g.period
from units_now u
join register g on g.unit_id = u.unit_id and g.valid_from = u.valid_from
