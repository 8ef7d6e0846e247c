"""Headings that analysts have taught: «in this table, that heading means this field»."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from base.errors import UsageError
from store import Asking, writing

_STANDING = """
select layout, heading, above, field, who, loaded_at, load_id
from (
    select load_id, layout, heading, above, field from lesson
    where programme = $programme and load_id not in (select undone from undo)
    qualify row_number() over (partition by layout, heading, above order by load_id desc) = 1)
join load using (load_id)
where field is not null
order by load_id desc, layout, heading
"""


@dataclass(frozen=True, slots=True)
class Lesson:
    """One heading that was taught and stands. `above` None: whatever stands over it."""

    layout: str
    heading: str
    above: str | None
    field: str
    who: str
    taught_at: datetime
    load_id: int


def teach(
    layout: str,
    heading: str,
    field: str | None,
    *,
    above: str | None = None,
    who: str,
    address: str | None = None,
    programme: str = "default",
) -> int:
    """Keeps that a heading, under `above` or anywhere, means a field of a layout; gives the load's number.

    `field` None withdraws what was kept for this heading. Workbooks read from then on are read with it; those already
    loaded stay as they are. Raises UsageError where the heading or the teacher is missing, or nothing is to be withdrawn.
    """
    heading, above, who = _one_line(heading), _one_line(above) or None, _one_line(who)
    if not heading or not who:
        raise UsageError("Hãy ghi tiêu đề cột và tên người xác nhận.", "Give the heading and who teaches it.")
    with writing(who, "lessons", address=address, programme=programme) as writer:
        standing = {(one.layout, one.heading, one.above) for one in lessons(writer, programme)}
        if field is None and (layout, heading, above) not in standing:
            raise UsageError(f"Chưa có xác nhận nào cho tiêu đề «{heading}».", f"Nothing is kept for the heading «{heading}».")
        row = {"programme": programme, "layout": layout, "heading": heading, "above": above, "field": field}
        writer.append_rows("lesson", [row])
        return writer.load_id


def lessons(reader: Asking, programme: str = "default") -> list[Lesson]:
    """The lessons that stand, newest first; withdrawn ones and those of undone loads are left out."""
    return [Lesson(*row) for row in reader.rows(_STANDING, {"programme": programme})]


def _one_line(text: str | None) -> str:
    return " ".join((text or "").split())
