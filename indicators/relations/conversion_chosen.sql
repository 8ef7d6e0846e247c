-- The conversion programme that figures speak of: the one asked for by the edition it leads to; else, period by period, the
-- newest that has begun by its end, or the first to come.
-- period, edition_from, edition_to, starts_on, ends_on
select a.period, c.edition_from, c.edition_to, c.starts_on, c.ends_on
from asked a
join conversions c on $conversion is null or c.edition_to = $conversion
qualify row_number() over (
    partition by a.period
    order by c.starts_on <= a.ends_on desc, case when c.starts_on <= a.ends_on then c.starts_on end desc, c.starts_on) = 1
