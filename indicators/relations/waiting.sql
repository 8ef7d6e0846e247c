-- Values that stay out of every figure until someone decides, up to the end of a period.
-- unit_id, period, values_held
select g.unit_id, g.period, count(h.report_id) as values_held
from register g
left join (
    select r.unit_id, r.period_end, h.report_id
    from held h
    join reports_now r using (report_id)) h on h.unit_id = g.unit_id and h.period_end <= g.ends_on
where g.stands
group by g.unit_id, g.period
