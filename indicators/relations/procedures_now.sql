-- Procedures as told up to a day. The ones beside TTHC and internal have no label in a unit's own report: they are
-- counted from its list of procedures. Mandatory documents are no procedures.
-- unit_id, period_end, counted, procedures_other, summed, printed, procedures_total
select
    r.unit_id, r.period_end,
    arg_max(p.other, r.preference) is not null as counted,
    coalesce(arg_max(p.other, r.preference), arg_max(s.procedures_other, r.preference)) as procedures_other,
    arg_max(s.procedures_tthc, r.preference) + arg_max(s.procedures_internal, r.preference) as named,
    named + coalesce(arg_max(p.other, r.preference), arg_max(s.procedures_other, r.preference)) as summed,
    arg_max(s.procedures_total, r.preference) as printed,
    coalesce(summed, printed, named) as procedures_total
from reports_now r
join status s using (report_id)
left join (
    select report_id, count(*) filter (kind in ('product_quality', 'other')) as other
    from procedure
    group by report_id) p using (report_id)
group by r.unit_id, r.period_end
