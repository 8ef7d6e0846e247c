-- The printed parts of all procedures, or the printed total where a report has no others beside it.
select s.sheet, s.row_number, s.{field} as value, r.unit_id, r.file_id, r.form, r.source, r.period
from status s
join reports_now r using (report_id)
join (
    select n.*
    from procedures_now n
    join register g on g.unit_id = n.unit_id and g.stands and n.period_end <= g.ends_on
    where n.procedures_total is not null
    qualify row_number() over (partition by n.unit_id order by n.period_end desc) = 1
) newest using (unit_id, period_end)
where s.{field} is not null
  and case '{field}'
      when 'procedures_total' then newest.summed is null
      when 'procedures_other' then not newest.counted
      else newest.summed is not null or newest.printed is null
  end
qualify row_number() over (partition by r.unit_id order by r.preference desc) = 1
