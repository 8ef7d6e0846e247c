-- The arrangements that a unit came out of, up to the end of the period.
select s.sheet, s.row_number, s.{field} as value, s.new_unit as unit_id, s.file_id, 'unit_register' as form,
    'register' as source, a.period
from successions_now s
join asked a on s.effective_on <= a.ends_on
