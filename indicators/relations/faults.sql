-- What was found in the workbooks of a unit's reports inside a period, those sent back among them; the same bytes handed
-- in twice count once. Unknown where nothing of the unit came.
-- unit_id, period, errors, warnings, told
select
    g.unit_id, g.period,
    case when coalesce(s.reported, 0) > 0 or count(n.severity) > 0 then count(*) filter (n.severity = 'error') end as errors,
    case when coalesce(s.reported, 0) > 0 or count(n.severity) > 0 then count(*) filter (n.severity = 'warning') end as warnings,
    coalesce(s.reported = s.expected, false) as told
from register g
left join submissions s on s.unit_id = g.unit_id and s.period = g.period
left join findings_inside n on n.unit_id = g.unit_id and n.asked = g.period
group by g.unit_id, g.period, s.reported, s.expected
