-- The register as it stands: one row a unit and start of validity, the newest load's; a later start takes over, on the
-- day `taken_over`.
-- Units are numbered, and so are their entries, for what counts them by the hundred thousand; from 0, by id.
-- unit_id, number, entry, valid_from, valid_to, taken_over, name, unit_group, level, unit_type, parent_id, obligation, file_id, sheet, row_number, …
select
    *,
    (dense_rank() over (order by unit_id) - 1)::int as number,
    (row_number() over (order by unit_id, valid_from) - 1)::int as entry,
    lead(valid_from, 1, date '9999-12-31') over (partition by unit_id order by valid_from) as taken_over,
    case
        when unit_group = 'Bộ, ngành' then 'centre'
        when unit_group in ('UBND cấp tỉnh', 'Sở, ban, ngành', 'Đơn vị trực thuộc sở') then 'province'
        when unit_group in ('UBND cấp huyện', 'Phòng chuyên môn') then 'district'
        when unit_group = 'UBND cấp xã' then 'commune'
        else 'other'
    end as level
from (
    select
        unit_id,
        coalesce(valid_from, date '0001-01-01') as valid_from,
        coalesce(arg_max_null(valid_to, load_id), date '9999-12-31') as valid_to,
        arg_max_null(name, load_id) as name,
        arg_max_null(unit_group, load_id) as unit_group,
        arg_max_null(unit_type, load_id) as unit_type,
        arg_max_null(admin_code, load_id) as admin_code,
        arg_max_null(agency_code, load_id) as agency_code,
        arg_max_null(parent_id, load_id) as parent_id,
        arg_max_null(obligation, load_id) as obligation,
        arg_max_null(latitude, load_id) as latitude,
        arg_max_null(longitude, load_id) as longitude,
        arg_max_null(file_id, load_id) as file_id,
        arg_max_null(sheet, load_id) as sheet,
        arg_max_null(row_number, load_id) as row_number
    from unit
    semi join loads using (load_id)
    where programme = $programme
    group by unit_id, coalesce(valid_from, date '0001-01-01'))
