-- Reports of which a value or a row of a relation is held, so that what they tell of it may not be all. What is held of a
-- workbook that was sent back belongs to no report.
-- report_id, relation, field
select report_id, relation, field
from held
where report_id is not null
