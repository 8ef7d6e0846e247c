-- The days nobody works: the programme's own, and the shipped ones of every year for which it names none.
-- day
select day
from holiday
where programme = $programme and load_id in (from holidays_now)
union
select day
from (select unnest($holidays) as day)
where year(day) not in (
    select year(day) from holiday where programme = $programme and day is not null and load_id in (from holidays_now))
