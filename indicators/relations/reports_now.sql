-- The current version of every report. A report stands for the period of its label, whatever days its sender printed.
-- preference: own before annex, newer before older. recency: the later the period's last day, then by preference.
-- report_id, file_id, load_id, form, source, unit_id, period, period_start, period_end, months, version, preference, recency
select
    *,
    cast(period_end - to_months(months) as date) + 1 as period_start,
    (period_end - date '1970-01-01') * 2000000000000 + preference as recency
from (
    select
        *,
        make_date(cast(left(period, 4) as integer), coalesce(try_cast(substr(period, 6) as integer), 1) * months, $cut_off)
            as period_end
    from (
        select
            r.report_id, r.file_id, r.load_id, r.form, r.source, r.unit_id, r.period, r.version,
            case substr(r.period, 5, 1) when 'Q' then 3 when 'H' then 6 when 'M' then 1 else 12 end as months,
            case when r.source = 'own' then 1000000000000 else 0 end + r.report_id as preference
        from report r
        semi join loads using (load_id)
        anti join (
            select form, unit_id, period, version
            from report
            semi join loads using (load_id)
            where version > 1 and programme = $programme) newer
            on newer.unit_id = r.unit_id
            and newer.period = r.period
            and newer.form = r.form
            and newer.version > r.version
        where r.programme = $programme))
