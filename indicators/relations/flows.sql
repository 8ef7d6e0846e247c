-- Flows of a unit in a period, added up. *_told: reports tell it for all days of the period in which the unit lived.
-- unit_id, period, procedures_revised, procedures_revised_told, surveyed, satisfied, survey_told, budget_allocated, …
select
    g.unit_id, g.period,
    sum(f.value) filter (f.field = 'procedures_revised') as procedures_revised,
    sum(f.days) filter (f.field = 'procedures_revised') >= any_value(g.days) as procedures_revised_told,
    sum(f.value) filter (f.field = 'surveyed') as surveyed,
    sum(f.value) filter (f.field = 'satisfied') as satisfied,
    sum(f.days) filter (f.field = 'surveyed') >= any_value(g.days) as survey_told,
    sum(f.value) filter (f.field = 'budget_allocated') as budget_allocated,
    sum(f.days) filter (f.field = 'budget_allocated') >= any_value(g.days) as budget_allocated_told,
    sum(f.value) filter (f.field = 'budget_spent') as budget_spent,
    sum(f.days) filter (f.field = 'budget_spent') >= any_value(g.days) as budget_spent_told,
    cast(count(*) filter (f.field = 'percent_printed') > 0 as bigint) as percents_printed,
    sum(f.days) filter (f.field = 'percent_printed') >= any_value(g.days) as percents_printed_told
from register g
left join flows_inside f on f.unit_id = g.unit_id and f.asked = g.period
group by g.unit_id, g.period
