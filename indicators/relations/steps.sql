-- How one unit came to be and what became of it, step by step in both directions. before: the step led to the unit.
-- old_unit, new_unit, kind, effective_on, basis, before, depth
select old_unit, new_unit, kind, effective_on, basis, new_unit = $unit as before, 1 as depth
from successions_now
where old_unit = $unit or new_unit = $unit
union
select s.old_unit, s.new_unit, s.kind, s.effective_on, s.basis, steps.before, steps.depth + 1
from steps
join successions_now s
    on case when steps.before then s.new_unit = steps.old_unit and s.effective_on <= steps.effective_on
        else s.old_unit = steps.new_unit and s.effective_on >= steps.effective_on end
where steps.depth < 20
