-- Conversion programmes: a phase whose edition follows another one.
-- edition_from, edition_to, starts_on, ends_on
select edition_from, edition as edition_to, starts_on, ends_on
from (
    select edition, starts_on, ends_on, lag(edition) over (order by starts_on) as edition_from
    from phase
    where programme = $programme
      and load_id in (from programme_now))
where edition_from <> edition
