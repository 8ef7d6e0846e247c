"""Every figure leads to cells; cells opened again, without this project's code, give the figure."""

from __future__ import annotations

import io
import random
from collections.abc import Callable
from functools import cache
from typing import Any

import openpyxl
import pytest

from base.errors import UnknownUnit
from base.period import parse_period
from indicators import Cell, catalogue, explain, measure, measured_together
from store import Reader, open_store

# How a figure follows from the values found in its cells, by field.
Values = dict[str, list[Any]]
APPLIED = ("Đã áp dụng", "Đã công bố")


def _applied(found: Values) -> int:
    return sum(value in APPLIED for value in found["stage"])


SUMS: dict[str, Callable[[Values], tuple[float, float | None]]] = {
    "units_applied": lambda v: (_applied(v), None),
    "units_announced": lambda v: (v["stage"].count("Đã công bố"), None),
    "units_in_scope": lambda v: (len(v["obligation"]), None),
    "adoption_rate": lambda v: (_applied(v), len(v["obligation"])),
    "procedures_tthc": lambda v: (sum(v["procedures_tthc"]), None),
    "procedures_total": lambda v: (sum(sum(cells) for cells in v.values()), None),
    "tthc_in_qms_rate": lambda v: (sum(v["procedures_tthc"]), sum(v["tthc_authority"])),
    "received_total": lambda v: (sum(v["received_total"]), None),
    "pending_overdue": lambda v: (sum(v["pending_overdue"]), None),
    "on_time_rate": lambda v: (
        sum(v.get("resolved_early", [])) + sum(v.get("resolved_on_time", [])) + sum(v.get("resolved_by_deadline", [])),
        sum(v["resolved_total"]),
    ),
    "overdue_rate": lambda v: (
        sum(v["resolved_late"]) + sum(v["pending_overdue"]),
        sum(v["resolved_total"]) + sum(v["pending_overdue"]),
    ),
    "audit_rate": lambda v: (len(v["kind"]), _applied(v)),
    "training_courses": lambda v: (len(v["kind"]), None),
    "training_participants": lambda v: (sum(v["participants"]), None),
}


class Opened:
    """The kept workbooks, opened by a library that the reception does not read values with."""

    def __init__(self, address: str) -> None:
        self._store = open_store(address)
        self._book = cache(self._open)

    def _open(self, archive: str, member: str) -> openpyxl.Workbook:
        return openpyxl.load_workbook(io.BytesIO(self._store.original(archive, member)), data_only=True, read_only=False)

    def values(self, cells: list[Cell]) -> Values:
        found: Values = {}
        for cell in cells:
            assert cell.archive and cell.member and cell.sheet and cell.cell, cell
            found.setdefault(cell.field, []).append(self._book(cell.archive, cell.member)[cell.sheet][cell.cell].value)
        return found


@pytest.fixture(scope="module")
def opened(province_address: str) -> Opened:
    return Opened(province_address)


@pytest.mark.parametrize("code", sorted(SUMS))
@pytest.mark.parametrize("label", ["2016Q3", "2019Q1"])
def test_the_province_follows_from_the_annex(province: Reader, opened: Opened, code: str, label: str) -> None:
    period = parse_period(label)
    (row,) = measure(province, code, period=period).rows
    if row.value is None:
        assert explain(province, code, period=period) == []
    elif code != "audit_rate":  # carried from 247 workbooks in 2019Q1: unit by unit below
        assert SUMS[code](opened.values(explain(province, code, period=period))) == (row.part, row.whole)


@pytest.mark.parametrize("code", sorted(SUMS))
def test_a_unit_follows_from_its_own_workbook(province: Reader, opened: Opened, code: str) -> None:
    period = parse_period("2018Q4")
    rows = {row.key: row for row in measure(province, code, period=period, by="unit").rows}
    for unit in random.Random(code).sample(sorted(rows), 4):
        cells = explain(province, code, period=period, unit=unit)
        values = {field.name: [] for field in catalogue()[code].fields} | opened.values(cells)
        assert SUMS[code](values) == (rows[unit].part, rows[unit].whole), unit
        assert {cell.unit for cell in cells} <= {unit}
        assert {cell.source for cell in cells} <= {"own", "register"}


def test_every_figure_that_is_not_nought_has_cells(province: Reader) -> None:
    period = parse_period("2018Q4")
    for code, told in measured_together(province, catalogue(), [period], by="total").items():
        (row,) = told.rows
        assert bool(explain(province, code, period=period)) or not (row.part or row.whole), code


def test_the_mark_of_the_edition_is_the_cell_that_holds_it(province: Reader, opened: Opened) -> None:
    cells = [cell for cell in explain(province, "units_v2015", period=parse_period("2018Q3")) if cell.field == "edition"]
    assert len(cells) == 44
    assert set(opened.values(cells)["edition"]) == {"x"}


def test_a_carried_value_leads_to_the_report_it_came_from(province: Reader) -> None:
    cells = explain(province, "pending_in_time", period=parse_period("2019Q2"), unit="DLK-S06")
    assert {cell.period for cell in cells} == {"2018Q4"}


def test_a_common_course_leads_to_the_list(cases: Reader) -> None:
    cells = explain(cases, "training_courses", period=parse_period("2022Q2"), programme="hai-ba-trung-2022")
    assert [(cell.file, cell.cell, cell.unit) for cell in cells] == [("TapHuan_2022Q2.xlsx", "C4", "HBT")]


def test_an_unknown_unit_is_said(province: Reader) -> None:
    with pytest.raises(UnknownUnit):
        explain(province, "units_applied", period=parse_period("2018Q4"), unit="DLK-X0")
