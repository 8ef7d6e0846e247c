-- The deadlines of the conversion programmes.
select p.sheet, p.row_number, p.{field} as value, null as unit_id, p.file_id, 'programme' as form, 'programme' as source,
    a.period
from phase p
join conversions c on c.edition_to = p.edition and c.starts_on = p.starts_on
join asked a on true
where p.programme = $programme
  and p.load_id in (from programme_now)
