-- Rows of the plans of the year.
select x.sheet, x.row_number, x.{field} as value, x.unit_id, x.file_id, x.form, x.source, x.period
from plan_rows x
where x.kind in (select unnest($kinds))
