"""From a figure back to the cells of the workbooks behind it.

An indicator's header names the fields it is drawn from; `cells/` says for each relation which of its rows stand for a
unit in a period. The place of a field in a workbook (column, and row in a sheet of labels) was written when it was read.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from base.errors import UnknownUnit
from base.ladder import PATHS, STAGES
from base.period import Period
from indicators.composition import ask, panel_for, ready
from indicators.measures import Scope, bound
from indicators.shelf import Field, Indicator, indicator
from indicators.unit_rows import unit_rows
from store import Asking

CELLS = Path(__file__).parent / "cells"
# The path is told together with the edition.
ANCHORS = {"path": "edition"}
# Fields that follow a rule of their own stand under another relation in the workbook.
PLACES = {
    **dict.fromkeys(("pending", "due", "received", "opening", "judged", "late", "ways"), "handling"),
    **dict.fromkeys(("total", "announcement", "lapse", "flow", "authority"), "status"),
    "authority_listed": "inventory",
    **dict.fromkeys(("course", "plan", "nonconformity", "nonconformity_ever"), "activity"),
}
KINDS = {
    "audit": "Đánh giá nội bộ",
    "review": "Xem xét của lãnh đạo",
    "training": "Đào tạo, tập huấn",
    "inspection": "Kiểm tra",
    "planned_build": "Kế hoạch xây dựng",
    "planned_conversion": "Kế hoạch chuyển đổi",
    "planned_inspection": "Kế hoạch kiểm tra",
}
SPOKEN: dict[str, dict[Any, str]] = {
    "stage": {stage: words[0] for stage, words in STAGES.items()},
    "path": {path: words[0] for path, words in PATHS.items()},
    "medium": {"paper": "Giấy", "electronic": "Điện tử"},
    "kind": {**KINDS, "product_quality": "Chất lượng sản phẩm", "other": "Khác"},
}
# Phases belong to no unit.
OF_NO_UNIT = ("phase",)
# What stands in no column of its own; the rule or the question says where.
WITH_CELL = ("held", "finding")
# Values of every type of the store stand under each other in one answer.
_VALUE = "union(whole bigint, part double, text varchar, day date, yes boolean)"
_FIELD = """
select {at} as at, '{relation}' as relation, '{field}' as field, sheet, row_number, {cell} as cell, value::{type} as value,
    unit_id, file_id, form, source, period
from (
{cells}
)
where value is not null{chosen}"""
_CHOSEN = " and unit_id in (select unnest($units))"
_ADDRESS = """select
    f.name, coalesce(c.sheet, p.sheet), coalesce(c.cell, p.col || coalesce(p.row_number, c.row_number)),
    c.value, c.unit_id, g.name, c.field, c.relation, c.period, c.source, c.form, f.sha256, f.archive, f.member, m.mended
from (
{cells}
) c
join file f using (file_id)
left join register g on g.unit_id = c.unit_id
left join place p
    on p.file_id = coalesce(f.places_of, f.file_id)
    and p.relation = c.relation
    and (p.field = c.field or p.field = c.field || ':' || cast(c.value as varchar))
    and coalesce(c.sheet, p.sheet) = p.sheet
left join (
    select
        r.file_id, r.unit_id, r.period, m.relation, m.field, m.sheet, m.row_number,
        arg_max(row(m.old_value, m.new_value, l.who, l.loaded_at, m.reason), m.load_id) as mended
    from correction m
    join report r using (report_id)
    join load l on l.load_id = m.load_id
    where m.load_id in (from loads)
    group by all) m
    on m.file_id = c.file_id
    and m.unit_id = c.unit_id
    and m.period = c.period
    and m.relation = c.relation
    and m.field = c.field
    and m.sheet = c.sheet
    and m.row_number = c.row_number
order by c.at, c.unit_id, f.name, 2, c.row_number"""


def drawn_from(found: Indicator) -> tuple[Field, ...]:
    """The fields of the store that an indicator is drawn from, under the names of their tables."""
    return tuple(Field(PLACES.get(field.relation, field.relation), field.name, field.kinds) for field in found.fields)


@dataclass(frozen=True, slots=True)
class Corrected:
    """A value that is not as its cell has it: what stood there, what is used, who decided it when (UTC), and why."""

    old: str | None
    new: str | None
    who: str | None
    at: datetime
    reason: str | None


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell behind a figure. `value` as the store holds it, stage, path and kind in the words of the form; `cell` is None
    where the source has no cells (a CSV file). `archive` and `member` say where the workbook is kept; `corrected` that the
    value was mended by hand.
    """

    file: str
    sheet: str | None
    cell: str | None
    value: Any
    unit: str | None
    unit_name: str | None
    field: str
    relation: str
    period: str
    source: str
    form: str
    sha256: str
    archive: str | None
    member: str | None
    corrected: Corrected | None = None


def explain(
    reader: Asking,
    code: str,
    *,
    period: Period,
    unit: str | None = None,
    scope: Scope = Scope(),  # noqa: B008 - frozen
    as_of: datetime | None = None,
    programme: str = "default",
) -> list[Cell]:
    """The cells behind an indicator's figure, of one unit or of all in the scope; raises UnknownIndicator, UnknownUnit.

    Of all units, those that add nothing (part and whole of zero) are left out. A value carried from an earlier period
    is explained by the report it came from.
    """
    found = indicator(code)
    values = bound([period], scope, as_of, programme)
    if unit is None:
        rows = unit_rows(reader, code, [period], scope=scope, as_of=as_of, programme=programme)
        values["units"] = [row.unit.unit_id for row in rows if row.part or row.whole]
    else:
        _must_exist(reader, unit, values)
        values["units"] = [unit]
    values |= {f"kinds{at}": list(field.kinds) for at, field in enumerate(found.fields)}
    panel = panel_for(reader, values)
    return [_cell(*row) for row in reader.rows(*ready(_query(found.fields), values, panel and panel.of_units()))]


def _cell(*told: Any) -> Cell:
    file, sheet, cell, value, unit, name, field, *rest, mended = told
    spoken = SPOKEN.get(field, {}).get(value, value)
    parts = [file, sheet, cell, spoken, unit, name, field, *rest, Corrected(*mended) if mended else None]
    return Cell(*parts)


@cache
def _query(fields: tuple[Field, ...]) -> str:
    """One query for all fields: what they have in common is worked out once."""
    return _ADDRESS.format(cells="\nunion all".join(_cells(at, field) for at, field in enumerate(fields)))


def _cells(at: int, field: Field) -> str:
    text = (CELLS / f"{field.relation}.sql").read_text(encoding="utf-8")
    for mark, meant in {"{field}": field.name, "{anchor}": ANCHORS.get(field.name, field.name), "$kinds": f"$kinds{at}"}.items():
        text = text.replace(mark, meant)
    return _FIELD.format(
        at=at,
        relation=PLACES.get(field.relation, field.relation),
        field=field.name,
        cell="cell" if field.relation in WITH_CELL else "null",
        type=_VALUE,
        cells=text,
        chosen="" if field.relation in OF_NO_UNIT else _CHOSEN,
    )


def _must_exist(reader: Asking, unit: str, values: dict[str, Any]) -> None:
    if not ask(reader, "select 1 from units_now where unit_id = $unit", values | {"unit": unit}):
        raise UnknownUnit(f"Không có đơn vị «{unit}» trong danh mục.", f"There is no unit «{unit}» in the register.")
