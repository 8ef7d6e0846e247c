-- Reports that a unit owed for the quarters of a period, those that came, and those that came by the due day.
-- unit_id, period, expected, reported, on_time
select
    unit_id, period, count(*) as expected, count(received_on) as reported, count(*) filter (received_on <= due_on) as on_time
from duties
group by unit_id, period
