-- Findings on a unit's reports of the periods inside each period asked for, from the newest of workbooks with the same bytes.
-- asked, unit_id, period, file_id, sheet, cell, severity, rule, value
select a.period as asked, n.unit_id, n.period, n.file_id, n.sheet, n.cell, n.severity, n.rule, n.value
from (
    select
        n.*, case substr(n.period, 5, 1) when 'Q' then 3 when 'H' then 6 when 'M' then 1 else 12 end as months,
        make_date(cast(left(n.period, 4) as integer), coalesce(try_cast(substr(n.period, 6) as integer), 1) * months, $cut_off)
            as period_end
    from finding n
    where n.unit_id is not null and n.period is not null
      and n.file_id in (
        select max(file_id)
        from file
        semi join loads using (load_id)
        join load using (load_id)
        where load.programme = $programme
        group by sha256)) n
join asked a on n.period_end <= a.ends_on and cast(n.period_end - to_months(n.months) as date) + 1 >= a.starts_on
