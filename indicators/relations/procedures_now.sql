-- Procedures beside the TTHC and internal ones, and all procedures, as told for a period. A unit's own report has no
-- label for the others: they are counted from its list of procedures. Mandatory documents are no procedures.
-- unit_id, period, period_end, months, counted, procedures_other, summed, printed, procedures_total
select
    s.unit_id, s.period, s.period_end, s.months,
    listed.other is not null as counted,
    coalesce(listed.other, s.procedures_other) as procedures_other,
    s.procedures_tthc + s.procedures_internal + coalesce(listed.other, s.procedures_other) as summed,
    s.procedures_total as printed,
    coalesce(summed, printed, s.procedures_tthc + s.procedures_internal) as procedures_total
from status_now s
left join (
    select r.unit_id, r.period, arg_max(p.other, r.preference) as other
    from (
        select report_id, count(*) filter (kind in ('product_quality', 'other')) as other
        from procedure
        group by report_id) p
    join reports_now r using (report_id)
    group by r.unit_id, r.period) listed using (unit_id, period)
