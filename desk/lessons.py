"""Headings that analysts have taught: «in this table, that heading means this field»."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from base.errors import UsageError
from desk.signing import Decided, signed
from store import Asking, open_store

_STANDING = """
select layout, heading, above, field, nullif(note, ''), who, loaded_at, load_id
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
    reason: str | None
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
    reason: str = "",
    address: str | None = None,
    programme: str = "default",
) -> Decided:
    """Keeps that a heading, under `above` or anywhere, means a field of a layout.

    `field` None withdraws what was kept for this heading. Workbooks read from then on are read with it; those already
    loaded stay as they are. Raises UsageError where the heading or the teacher is missing, or nothing is to be withdrawn.
    """
    heading, above = _one_line(heading), _one_line(above) or None
    if not heading:
        raise UsageError("Hãy ghi tiêu đề cột.", "Give the heading.")
    store = open_store(address)
    with store.writing(signed(who), "lessons", programme=programme, note=_one_line(reason)) as writer:
        standing = {(one.layout, one.heading, one.above) for one in lessons(writer, programme)}
        if field is None and (layout, heading, above) not in standing:
            raise UsageError(f"Chưa có xác nhận nào cho tiêu đề «{heading}».", f"Nothing is kept for the heading «{heading}».")
        row = {"programme": programme, "layout": layout, "heading": heading, "above": above, "field": field}
        writer.append_rows("lesson", [row])
    return Decided(writer.load_id, store.version(), 1)


def lessons(reader: Asking, programme: str = "default") -> list[Lesson]:
    """The lessons that stand, newest first; withdrawn ones and those of undone loads are left out."""
    return [Lesson(*row) for row in reader.rows(_STANDING, {"programme": programme})]


def _one_line(text: str | None) -> str:
    return " ".join((text or "").split())
