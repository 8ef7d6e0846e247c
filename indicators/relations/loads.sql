-- The loads that count at the moment asked for: made by then, and not taken back by then.
-- load_id
select load_id
from load
where ($as_of is null or loaded_at <= $as_of)
  and load_id not in (select undone from undo join load using (load_id) where $as_of is null or loaded_at <= $as_of)
