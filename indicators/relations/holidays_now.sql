-- The load whose days off count: the newest one that brought any.
-- load_id
select max(load_id) as load_id
from holiday
where programme = $programme and load_id in (from loads)
