"""What was understood of a workbook, for people to point out the rest; and what they have taught so far."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import orjson

from loaders import gate
from loaders.layouts import layouts
from loaders.pool import ReadingPool, Task
from loaders.results import Source
from store import Store, open_store

_STANDING = """
select layout, heading, above, field
from (
    select layout, heading, above, field from lesson
    where programme = $programme and load_id not in (select undone from undo)
    qualify row_number() over (partition by layout, heading, above order by load_id desc) = 1)
where field is not null
order by layout, heading, above
"""


@dataclass(frozen=True, slots=True)
class Column:
    """A heading as it was understood: the field it means (None: not known) and the field's name, its text, the text above."""

    field: str | None
    label: str
    heading: str
    above: str | None


@dataclass(frozen=True, slots=True)
class Sketch:
    """One sheet as it was understood.

    `rows` are its first 60 rows and 40 columns as text, from the corner of the used range on, which stands at `first_row`
    and `first_col` (counted from 0). `row_kinds` says of each what it is: 'title', 'heading', 'numbering', 'data', 'group',
    'total', 'text' or 'ignored'. `columns` are headings by their column in `rows`; of a list of labels, by -1 minus their
    row. `score` is the share of headings that are known, `missing` names required fields that were not found.
    """

    sheet: str
    layout: str | None
    score: float
    rows: list[list[str]]
    row_kinds: list[str]
    first_row: int
    first_col: int
    columns: Mapping[int, Column]
    header_rows: list[int]
    missing: list[str]


def sketch(source: Source, *, address: str | None = None, programme: str = "default") -> list[Sketch]:
    """What the reading process understood of each sheet of a workbook, whether it was recognised or not.

    Empty where the workbook cannot be read at all: then `check` says why.
    """
    verdict = gate.judge(source.data)
    if verdict.kind is None:
        return []
    header = {"verb": "sketch", "kind": verdict.kind, "lessons": taught(open_store(address), programme)}
    with ReadingPool(1) as readers:
        (answer,) = readers.ask_all([Task(header, source, verdict.unpacked)])
    return [_sketch(one) for one in orjson.loads(answer)["sheets"]] if answer else []


def _sketch(found: dict[str, Any]) -> Sketch:
    columns = {int(at): Column(**column) for at, column in found.pop("columns").items()}
    return Sketch(columns=columns, **found)


def teachable() -> dict[str, dict[str, str]]:
    """What can be taught: for each layout, its fields with the names that forms print."""
    return {
        name: {field.name: field.label_vi for field in layout.fields.values() if field.type != "skip"}
        for name, layout in layouts().items()
        if layout.entry != "none"
    }


def taught(store: Store, programme: str) -> list[list[str | None]]:
    """The headings taught for a programme that stand: [layout, heading, above, field]."""
    with store.reading() as reader:
        return [list(row) for row in reader.rows(_STANDING, {"programme": programme})]
