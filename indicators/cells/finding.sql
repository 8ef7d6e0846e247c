-- What was found: the cell that the finding names with the value that stood there, or the rule where it names no value.
select n.sheet, null as row_number, n.cell, coalesce(n.{field}, n.rule) as value, n.unit_id, n.file_id, 'finding' as form, 'finding' as source, n.period
from findings_inside n
where n.severity in (select unnest($kinds))
