-- When each current report first reached the office: the day of its earliest version; where no such day was kept, the
-- day of the load on the clock of Vietnam.
-- unit_id, period_start, period_end, source, received_on
select r.unit_id, r.period_start, r.period_end, r.source, min(v.received_on) as received_on
from reports_now r
join (
    select form, unit_id, period, coalesce(received_on, cast(loaded_at + interval 7 hours as date)) as received_on
    from report
    semi join loads using (load_id)
    join load using (load_id)
    where report.programme = $programme and unit_id is not null) v
    on v.form = r.form and v.unit_id = r.unit_id and v.period = r.period
group by r.unit_id, r.period_start, r.period_end, r.source
