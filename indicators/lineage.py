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
from indicators.composition import ask
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
    **dict.fromkeys(("total", "announcement", "lapse", "flow"), "status"),
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
# Phases belong to no unit. One unit is asked for by equality, which reaches down into the queries.
CHOSEN = {"all": "true", "one": "c.unit_id = $unit", "many": "c.unit_id in (select unnest($units))"}
_ADDRESS = """select
    f.name, coalesce(c.sheet, p.sheet), {cell},
    c.value, c.unit_id, g.name, c.period, c.source, c.form, f.sha256, f.archive, f.member, m.mended
from (
{cells}
) c
join file f using (file_id)
left join register g on g.unit_id = c.unit_id
left join place p
    on p.file_id = coalesce(f.places_of, f.file_id)
    and p.relation = $relation
    and (p.field = $field or p.field = $field || ':' || cast(c.value as varchar))
    and coalesce(c.sheet, p.sheet) = p.sheet
left join (
    select
        r.file_id, r.unit_id, r.period, m.sheet, m.row_number,
        arg_max(row(m.old_value, m.new_value, l.who, l.loaded_at, m.reason), m.load_id) as mended
    from correction m
    join report r using (report_id)
    join load l on l.load_id = m.load_id
    where m.relation = $relation
      and m.field = $field
      and m.load_id in (from loads)
    group by all) m
    on m.file_id = c.file_id
    and m.unit_id = c.unit_id
    and m.period = c.period
    and m.sheet = c.sheet
    and m.row_number = c.row_number
where c.value is not null
  and {chosen}
order by c.unit_id, f.name, 2, c.row_number"""


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
        values["units"] = [row.unit_id for row in rows if row.part or row.whole]
    else:
        values["unit"] = unit
        _must_exist(reader, unit, values)
    return [cell for field in found.fields for cell in _cells(reader, field, values, unit is not None)]


def _cells(reader: Asking, field: Field, values: dict[str, Any], of_one: bool) -> list[Cell]:
    relation = PLACES.get(field.relation, field.relation)
    asked = values | {"relation": relation, "field": field.name, "kinds": list(field.kinds)}
    words = SPOKEN.get(field.name, {})
    found: list[Cell] = []
    for file, sheet, cell, value, unit, name, *rest, mended in ask(reader, _query(field, of_one), asked):
        corrected = Corrected(*mended) if mended else None
        told: list[Any] = [file, sheet, cell, words.get(value, value), unit, name, field.name, relation, *rest, corrected]
        found.append(Cell(*told))
    return found


@cache
def _query(field: Field, of_one: bool) -> str:
    text = (CELLS / f"{field.relation}.sql").read_text(encoding="utf-8")
    parts = {
        "cells": text.replace("{field}", field.name).replace("{anchor}", ANCHORS.get(field.name, field.name)),
        "cell": "c.cell" if field.relation in ("held", "finding") else "p.col || coalesce(p.row_number, c.row_number)",
        "chosen": CHOSEN["all" if field.relation == "phase" else "one" if of_one else "many"],
    }
    return _ADDRESS.format(**parts)


def _must_exist(reader: Asking, unit: str, values: dict[str, Any]) -> None:
    if not ask(reader, "select 1 from units_now where unit_id = $unit", values):
        raise UnknownUnit(f"Không có đơn vị «{unit}» trong danh mục.", f"There is no unit «{unit}» in the register.")
