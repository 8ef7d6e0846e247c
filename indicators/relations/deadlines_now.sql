-- The load whose deadlines count: the newest one that brought any. A plan sent without a calendar leaves the calendar alone.
-- load_id
select max(load_id) as load_id
from deadline
where programme = $programme and load_id in (from loads)
