-- The periods asked for.
-- period, starts_on, ends_on
select unnest($labels) as period, unnest($starts) as starts_on, unnest($ends) as ends_on
