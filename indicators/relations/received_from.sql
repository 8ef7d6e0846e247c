-- From which reports and columns the dossiers received in a period follow: one report prints their number; of several reports
-- what came in and what lay there at the start, or where that is not told, what was resolved and what is left at the end.
-- opens, closes: the report that tells the dossiers at the start, at the end.
-- asked, unit_id, report_id, way, opens, closes
select
    i.asked, i.unit_id, i.report_id,
    case
        when count(*) over (partition by i.unit_id, i.asked) = 1 then 'printed'
        when count(s.received_online + s.received_direct) over (partition by i.unit_id, i.asked)
                = count(*) over (partition by i.unit_id, i.asked)
            and count(s.carried_over) over (partition by i.unit_id, i.asked) > 0 then 'came'
        else 'left'
    end as way,
    row_number() over (partition by i.unit_id, i.asked order by s.carried_over is null, i.period_start) = 1 as opens,
    row_number() over (partition by i.unit_id, i.asked order by s.pending_total is null, i.period_end desc) = 1 as closes
from handling_inside i
join handling_sums s using (report_id)
