-- Which unit followed which: one row a pair, as the newest load has it.
-- old_unit, new_unit, kind, effective_on, basis, file_id, sheet, row_number
select
    old_unit, new_unit,
    arg_max_null(kind, load_id) as kind,
    arg_max_null(effective_on, load_id) as effective_on,
    arg_max_null(basis, load_id) as basis,
    arg_max_null(file_id, load_id) as file_id,
    arg_max_null(sheet, load_id) as sheet,
    arg_max_null(row_number, load_id) as row_number
from succession
semi join loads using (load_id)
where programme = $programme
group by old_unit, new_unit
