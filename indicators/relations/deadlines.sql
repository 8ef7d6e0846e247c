-- Working days to report in after a period ends, by group (null: every group) and day. The programme's own come before
-- the shipped ones, a group's before those for every group, a later start before an earlier one.
-- unit_group, working_days, valid_from, valid_to, preference
select
    unit_group, working_days,
    coalesce(valid_from, date '0001-01-01') as valid_from,
    coalesce(valid_to, date '9999-12-31') as valid_to,
    20000000 + case when unit_group is null then 0 else 10000000 end
        + (coalesce(valid_from, date '0001-01-01') - date '0001-01-01') as preference
from deadline
where programme = $programme and working_days is not null and load_id in (from deadlines_now)
union all
select
    unit_group, working_days, date '0001-01-01', date '9999-12-31', case when unit_group is null then 0 else 10000000 end
from (select unnest($deadline_groups) as unit_group, unnest($deadline_days) as working_days)
