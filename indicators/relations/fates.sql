-- What became of units on a day, by the day before it: of each the one thing that says most.
-- unit_id, day, fate: 'split', 'merge', 'rename', 'retype' or 'dissolve'
select
    old_unit as unit_id, effective_on as day,
    arg_min(kind, list_position(['split', 'merge', 'rename', 'retype', 'dissolve'], kind)) as fate
from successions_now
group by old_unit, effective_on
