-- Procedures beside the TTHC and internal ones, and all procedures, as told for a period. A unit's own report has no
-- label for the others: they are counted from its list of procedures. Mandatory documents are no procedures.
-- unit_id, period, period_end, months, procedures_other, procedures_total
select
    s.unit_id, s.period, s.period_end, s.months,
    coalesce(counted.other, s.procedures_other) as procedures_other,
    case
        when coalesce(counted.other, s.procedures_other) is not null
            then s.procedures_tthc + s.procedures_internal + coalesce(counted.other, s.procedures_other)
    end as summed,
    coalesce(summed, s.procedures_total, s.procedures_tthc + s.procedures_internal) as procedures_total
from status_now s
left join (
    select r.unit_id, r.period, arg_max(p.other, r.preference) as other
    from (
        select report_id, count(*) filter (kind in ('product_quality', 'other')) as other
        from procedure
        group by report_id) p
    join reports_now r using (report_id)
    group by r.unit_id, r.period) counted using (unit_id, period)
