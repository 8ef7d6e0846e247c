"""Values mended by hand that a workbook of this load replaces: said, so that nobody's correction is lost in silence."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from datetime import date
from typing import Any

from base import ladder
from loaders.findings import Finding
from loaders.layouts import layouts
from store import Writer, declared

Json = dict[str, Any]
# The corrections since the last workbook of each report that this load replaces, the newest of each value.
_MENDED = """
    with live as (
        select r.report_id, r.load_id, r.form, r.unit_id, r.period, r.version, c.report_id is not null as by_hand
        from report r left join (select distinct report_id from correction) c using (report_id)
        where r.programme = $programme and r.load_id not in (select undone from undo)
          and (r.form, r.unit_id, r.period) in (select (form, unit_id, period) from report where load_id = $load_id)),
    sent as (
        select form, unit_id, period, max(version) as version from live where not by_hand and load_id <> $load_id group by all)
    select n.report_id, n.file_id, n.unit_id, n.period, c.relation, c.sheet, c.row_number, c.field, c.new_value, l.who, c.reason
    from report n
    join live o using (form, unit_id, period)
    left join sent s using (form, unit_id, period)
    join correction c on c.report_id = o.report_id
    join load l on l.load_id = c.load_id
    where n.load_id = $load_id and o.load_id <> $load_id and o.version > coalesce(s.version, 0)
    qualify row_number() over (
        partition by n.report_id, c.relation, c.sheet, c.row_number, c.field order by c.load_id desc) = 1
    order by n.report_id, c.relation, c.row_number, c.field"""


def findings(writer: Writer, readings: Mapping[int, Json], name_of: Callable[[str], str]) -> Iterator[tuple[int, Finding]]:
    """A finding for every value mended by hand that the load brings back otherwise, with the number of the workbook.

    `readings` holds what was read of each workbook, by its number; `name_of` gives the name of a unit.
    """
    if not writer.row("select 1 from correction limit 1"):
        return
    for report, file_id, unit_id, period, relation, sheet, row, field, mended, who, reason in writer.rows(
        _MENDED, {"load_id": writer.load_id, "programme": writer.programme}
    ):
        at, value = _now(writer, report, relation, sheet, row, field)
        if value == mended:
            continue
        on_sheet, cell = _place(readings[file_id], relation, field, value, at or row) or (sheet, None)
        told = {"unit": name_of(unit_id), "period": period, "field": _label(relation, field), "who": who, "reason": reason or "–"}
        told |= {"old": _said(field, mended), "new": _said(field, value)}
        yield file_id, Finding("correction_replaced", on_sheet, cell, value, told, unit=unit_id, period=period)


def _now(
    writer: Writer, report: int, relation: str, sheet: str | None, row: int | None, field: str
) -> tuple[int | None, str | None]:
    """The row and the value, as text, that the new version has; of a unit's status there is one row, wherever it stands."""
    if field not in declared().get(relation, {}):
        return None, None
    where = "" if relation == "status" else " and sheet is not distinct from $sheet and row_number is not distinct from $row"
    values = {"report": report} | ({"sheet": sheet, "row": row} if where else {})
    found = writer.row(f"select row_number, {field}::varchar from {relation} where report_id = $report{where}", values)
    return found or (None, None)


def _place(reading: Json, relation: str, field: str, value: str | None, row: int | None) -> tuple[str, str] | None:
    for wanted in (field, f"{field}:{value}"):
        for sheet, of, name, letters, at in reading["places"]:
            if of == relation and name == wanted and (at or row):
                return sheet, f"{letters}{at or row}"
    return None


def _label(relation: str, field: str) -> str:
    """The name of a field as forms print it."""
    known = [layout.fields for layout in layouts().values() if layout.relation == relation and field in layout.fields]
    return known[0][field].label_vi if known else field


def _said(field: str, value: str | None) -> Any:
    """A stored value as people read it."""
    if value is None:
        return "–"
    if field == "stage":
        return dict(zip(("vi", "en"), ladder.STAGES[int(value)], strict=True))
    with suppress(ValueError):
        return f"{date.fromisoformat(value):%d/%m/%Y}"
    return value
