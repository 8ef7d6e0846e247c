-- Workbooks of a unit's own report that were sent back, by the quarter that they spoke of.
-- unit_id, quarter, returned_on
select n.unit_id, n.period as quarter, max(cast(l.loaded_at + interval 7 hours as date)) as returned_on
from finding n
semi join loads using (load_id)
join file f on f.file_id = n.file_id and f.outcome = 'returned'
join load l on l.load_id = n.load_id
where l.programme = $programme and n.unit_id is not null
group by n.unit_id, n.period
