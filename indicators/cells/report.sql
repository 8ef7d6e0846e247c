-- The period line of every report that covers a quarter of the period.
select null as sheet, null as row_number, r.period as value, r.unit_id, r.file_id, r.form, r.source, r.period
from reports_now r
join asked a
    on (r.period_start >= a.starts_on and r.period_end <= a.ends_on)
    or (r.period_start <= a.starts_on and r.period_end >= a.ends_on)
where r.source <> 'list'
