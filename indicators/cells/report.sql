-- The period line of every report that covers a quarter of the period, and the day on which it first came.
select null as sheet, null as row_number, r.{field} as value, r.unit_id, r.file_id, r.form, r.source, r.period
from (
    select n.unit_id, n.file_id, n.form, n.source, n.period, n.period_start, n.period_end, v.received_on
    from reports_now n
    left join arrivals v
        on v.unit_id = n.unit_id
        and v.period_start = n.period_start
        and v.period_end = n.period_end
        and v.source = n.source) r
join asked a
    on (r.period_start >= a.starts_on and r.period_end <= a.ends_on)
    or (r.period_start <= a.starts_on and r.period_end >= a.ends_on)
where r.source <> 'list'
