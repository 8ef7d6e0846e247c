-- Reports of which a course, audit, review or inspection is held, so that those they tell may not be all.
-- report_id
select report_id
from held
where relation = 'activity' and report_id is not null
