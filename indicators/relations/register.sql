-- Every unit that lived in a period asked for, as it was at its end. stands: still valid on the last day.
-- A division (phòng) is part of its committee: it reports, but is no office of its own.
-- unit_id, number, entry, valid_from, period, starts_on, ends_on, name, unit_group, level, parent_id, in_scope, mandatory, office, stands, days
select
    u.unit_id, u.number, u.entry, u.valid_from, a.period, a.starts_on, a.ends_on, u.name, u.unit_group, u.unit_type, u.parent_id,
    u.obligation, u.level,
    u.obligation is not null as in_scope,
    coalesce(u.obligation in ('Bắt buộc', 'Theo chỉ đạo của tỉnh'), false) as mandatory,
    u.unit_group is distinct from 'Phòng chuyên môn' as office,
    u.valid_to >= a.ends_on as stands,
    least(u.valid_to, a.ends_on) - greatest(u.valid_from, a.starts_on) + 1 as days
from units_now u
join asked a on u.valid_from <= a.ends_on and u.valid_to >= a.starts_on and u.taken_over > a.ends_on
