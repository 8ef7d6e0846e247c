-- The loads that count at the moment asked for: made by then, and not taken back by then.
-- load_id
select load_id
from load
anti join (
    select undo.undone as load_id
    from undo
    join load using (load_id)
    where $as_of is null or load.loaded_at <= $as_of) taken_back using (load_id)
where $as_of is null or loaded_at <= $as_of
