-- The load whose programme counts: the newest one that brought phases, targets or tasks. Its reporting calendar counts
-- apart (deadlines_now, holidays_now).
-- load_id
select max(load_id) as load_id
from (
    select load_id from phase where programme = $programme
    union all
    select load_id from target where programme = $programme
    union all
    select load_id from task where programme = $programme)
where load_id in (from loads)
