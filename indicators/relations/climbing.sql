-- From each unit up to those above it, in each period asked for; a parent that is not in the register ends the way.
-- unit_id, period, ancestor
select unit_id, period, unit_id as ancestor
from register
union
select climbing.unit_id, climbing.period, above.unit_id as ancestor
from climbing
join register passed on passed.unit_id = climbing.ancestor and passed.period = climbing.period
join register above on above.unit_id = passed.parent_id and above.period = climbing.period
