-- From when each row of the register counts: a later start of the same unit takes over from an earlier one.
-- unit_id, valid_from
select unit_id, coalesce(valid_from, date '0001-01-01') as valid_from
from unit
semi join loads using (load_id)
where programme = $programme
