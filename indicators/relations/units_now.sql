-- The register as it stands: one row a unit and start of validity; next_from is when the following row takes over.
-- unit_id, name, unit_group, unit_type, parent_id, obligation, valid_from, valid_to, next_from, file_id, sheet, row_number
select
    * replace (
        coalesce(valid_from, date '0001-01-01') as valid_from,
        coalesce(valid_to, date '9999-12-31') as valid_to),
    lead(valid_from) over (partition by unit_id order by valid_from nulls first) as next_from
from (
    select *
    from unit
    where programme = $programme
      and load_id in (from loads)
    qualify row_number() over (partition by unit_id, valid_from order by load_id desc, file_id desc, row_number desc) = 1)
