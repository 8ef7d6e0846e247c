-- The current version of every report. Own before annex: the higher preference wins, newer before older.
-- report_id, file_id, load_id, form, source, unit_id, period, period_start, period_end, months, version, preference
select
    r.report_id, r.file_id, r.load_id, r.form, r.source, r.unit_id, r.period, r.period_start, r.period_end, r.version,
    date_diff('month', r.period_start, r.period_end) as months,
    r.report_id - case when r.source = 'own' then 0 else 4000000000000000000 end as preference
from report r
where r.programme = $programme
  and r.load_id in (from loads)
  and not exists (
      select 1
      from report newer
      where newer.version > 1
        and newer.programme = $programme
        and newer.load_id in (from loads)
        and newer.unit_id = r.unit_id
        and newer.period = r.period
        and newer.form = r.form
        and newer.version > r.version)
