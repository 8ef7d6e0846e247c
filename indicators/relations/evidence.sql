-- Which workbooks speak of a unit, and for which period, up to the end of the periods asked for: reports and lists that
-- count, and workbooks with findings. Two states of a store that differ here differ by what was sent or corrected.
-- unit_id, period, thing
select r.unit_id, r.period, r.report_id as thing
from reports_now r
where r.unit_id is not null
  and r.period_end <= (select max(ends_on) from asked)
union
select a.unit_id, a.period, a.report_id
from activities_now a
where a.source = 'list'
  and a.period_end <= (select max(ends_on) from asked)
union
select unit_id, period, file_id
from findings_inside
