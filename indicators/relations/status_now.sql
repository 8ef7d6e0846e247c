-- What is known of a unit for a period it reported on: own report before annex, field by field.
-- unit_id, period, period_end, months, and the fields of status
select
    r.unit_id, r.period, r.period_end, r.months,
    arg_max(s.stage, r.preference) as stage,
    arg_max(s.edition, r.preference) as edition,
    arg_max(s.path, r.preference) as path,
    arg_max(s.docs_mandatory, r.preference) as docs_mandatory,
    arg_max(s.procedures_tthc, r.preference) as procedures_tthc,
    arg_max(s.procedures_internal, r.preference) as procedures_internal,
    arg_max(s.procedures_other, r.preference) as procedures_other,
    arg_max(s.procedures_total, r.preference) as procedures_total,
    arg_max(s.tthc_authority, r.preference) as tthc_authority
from status s
join reports_now r using (report_id)
group by r.unit_id, r.period, r.period_end, r.months
