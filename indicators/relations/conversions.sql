-- Conversion programmes: phases that aim at one edition, one after another, behind phases that aimed at an older one. Such a
-- programme begins with the first of them and ends with the last.
-- edition_from, edition_to, starts_on, ends_on
select edition_from, edition_to, starts_on, ends_on
from (
    select
        any_value(edition) as edition_to, min(starts_on) as starts_on, max(ends_on) as ends_on,
        lag(any_value(edition)) over (order by min(starts_on)) as edition_from
    from (
        select *, sum(changes) over (order by starts_on, row_number rows unbounded preceding) as run
        from (
            select
                edition, starts_on, ends_on, row_number,
                cast(lag(edition) over (order by starts_on, row_number) is distinct from edition as integer) as changes
            from phase
            where programme = $programme
              and edition is not null
              and load_id in (from programme_now)))
    group by run)
where edition_from < edition_to
