-- The passages that people have coded by hand, with the newest decision that stands; withdrawn ones are left out.
-- body, themes, reason, load_id
select body, themes, reason, load_id
from (
    select body, arg_max_null(themes, load_id) as themes, arg_max_null(reason, load_id) as reason, max(load_id) as load_id
    from theming
    where programme = $programme
      and load_id in (from loads)
    group by body)
where themes is not null
