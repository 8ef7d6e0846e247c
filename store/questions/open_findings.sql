-- Errors and warnings on the reports that count in a period, by the unit they concern, with the reason typed for them.
-- An error goes away when its held value was decided. Of a workbook on many units: the findings in a unit's own rows, and
-- the warnings on a whole sheet.
-- Values: programme; period, null for each that there is.
-- unit_id, period, file_id, file, rule, severity, sheet, cell, value, message_vi, message_en, reason
with standing as (
    select r.report_id, r.file_id, r.unit_id, r.period
    from report r
    where r.programme = $programme
      and ($period is null or r.period = $period)
      and r.unit_id is not null
      and r.load_id not in (select undone from undo)
    qualify row_number() over (partition by r.form, r.unit_id, r.period order by r.version desc) = 1),
grave as (
    select *
    from finding
    where severity in ('error', 'warning')
      and file_id in (select file_id from standing)),
crowds as (
    select file_id, count(distinct unit_id || ' ' || period) as units
    from report
    where file_id in (select file_id from grave)
    group by file_id),
unplaced as (
    select distinct s.report_id
    from standing s
    join grave n using (file_id)
    join crowds c using (file_id)
    where n.unit_id is null
      and n.cell is not null
      and c.units > 1),
lines as (
    select report_id, sheet, row_number from status where report_id in (select report_id from unplaced)
    union
    select report_id, sheet, row_number from handling where report_id in (select report_id from unplaced)
    union
    select report_id, sheet, row_number from inventory where report_id in (select report_id from unplaced)),
reasons as (
    select file_id, rule, sheet, cell, arg_max(reason, load_id) as reason
    from excuse
    where load_id not in (select undone from undo)
    group by file_id, rule, sheet, cell)
-- Names of files are looked up last: who only counts does not read them.
select
    x.unit_id, x.period, x.file_id, f.name as file, x.rule, x.severity, x.sheet, x.cell, x.value, x.message_vi, x.message_en, x.reason
from (
    select distinct
        s.unit_id, s.period, n.file_id, n.rule, n.severity, n.sheet, n.cell, n.value, n.message_vi, n.message_en, e.reason
    from grave n
    join standing s using (file_id)
    join crowds c using (file_id)
    left join lines l
        on l.report_id = s.report_id
        and l.sheet = n.sheet
        and l.row_number = try_cast(regexp_extract(n.cell, '[0-9]+$') as bigint)
    left join reasons e
        on e.file_id = n.file_id
        and e.rule = n.rule
        and e.sheet is not distinct from n.sheet
        and e.cell is not distinct from n.cell
    where (
            n.unit_id = s.unit_id
            or (n.unit_id is null and (c.units = 1 or l.report_id is not null or (n.severity = 'warning' and n.cell is null))))
      and not (
            exists (from held h where h.file_id = n.file_id and h.sheet = n.sheet and h.cell = n.cell)
            and not exists (from held h where h.report_id = s.report_id and h.sheet = n.sheet and h.cell = n.cell))) x
join file f on f.file_id = x.file_id
