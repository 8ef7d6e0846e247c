-- Every day from the first on which a report falls due to the last deadline (400 working days at most), with the number of working days
-- up to it; Saturday and Sunday are none.
-- day, works, worked
select day, works, count(*) filter (works) over (order by day) as worked
from (
    select day, isodow(day) < 6 and day not in (select off.day from days_off off where off.day is not null) as works
    from (
        select cast(unnest(generate_series(first, last, interval 1 day)) as date) as day
        from (
            select
                min(ends_on) as first,
                max(ends_on) + cast((select 3 * least(max(working_days), 400) + 30 from deadlines) as integer) as last
            from due_after)))
