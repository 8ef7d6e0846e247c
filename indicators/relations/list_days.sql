-- The days on which the list of units changed: units followed others, ended, or came into being after the list began.
-- day
select effective_on as day
from successions_now
where effective_on is not null
union
select max(valid_to) + 1
from units_now
group by unit_id
having max(valid_to) < date '9999-12-31'
union
select min(valid_from)
from units_now
group by unit_id
having min(valid_from) > (select min(valid_from) from units_now)
