-- The cells of form II.06a that the dossiers received follow from.
select h.sheet, h.row_number, h.{field} as value, r.unit_id, r.file_id, r.form, r.source, r.period
from handling h
join reports_now r using (report_id)
join received_from f on f.unit_id = r.unit_id and f.report_id = r.report_id
where case '{field}'
    when 'received_total' then f.way = 'printed'
    when 'received_online' then f.way = 'came'
    when 'received_direct' then f.way = 'came'
    when 'carried_over' then f.way = 'came' and f.opens
    when 'pending_total' then f.way = 'left' and f.closes
    else f.way = 'left'
end
