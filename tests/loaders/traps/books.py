"""Good reports to bend, made from the shipped sample: a unit's own workbook, form II.06a alone, a small annex.

Every figure of them is right, beside each other and beside the quarters that `history` gives.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import openpyxl
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

CASE = Path(__file__).resolve().parents[3] / "data" / "samples" / "dak-lak-2018"
INFO, LISTED, HANDLING, UPKEEP, ANNEX = "Thông tin chung", "Quy trình", "Giải quyết TTHC", "Duy trì, cải tiến", "Tổng hợp"
FIRST = 8  # the first row of figures in form II.06a
UNITS = range(9, 11), range(12, 14)  # the rows of units in the small annex, by group
ANNEXED, TOTAL = 4, 14
COUNTS = "JKLMNOPQRSTU"
QUARTERS = [f"{year}Q{quarter}" for year in (2016, 2017, 2018) for quarter in (1, 2, 3, 4)][:-1]

Plant = Callable[[Workbook], tuple[str, str]]


@dataclass(frozen=True)
class Trap:
    """One good report with one fault: `plant` makes it and says in which sheet and cell, `rule` and `severity` what must
    be said of it. `unit` picks whose report is bent: one on the edition of 2008 or 2015, or one that began this quarter.
    """

    name: str
    form: str
    plant: Plant
    rule: str
    severity: str
    unit: str = "2008"


@cache
def _sample(name: str) -> Workbook:
    return openpyxl.load_workbook(CASE / name)


@cache
def lines(quarter: str) -> dict[str, list[object]]:
    """The lines of the province's annex of a quarter, by unit."""
    name = "TongHop_2018Q4.xlsx" if quarter == "2018Q4" else f"history/TongHop_{quarter}.xlsx"
    sheet = _sample(name).active
    return {str(row[1]): list(row) for row in sheet.iter_rows(min_row=8, values_only=True) if isinstance(row[0], int)}


@cache
def units(kind: str) -> list[str]:
    """Units by what they say in 2018Q4: on the edition of 2008, on that of 2015, begun in this very quarter, or any."""
    now, before = lines("2018Q4"), lines("2018Q3")
    begun = [unit for unit, line in now.items() if line[4] != before[unit][4]]
    if kind == "begun":
        return begun
    if kind == "any":
        return list(now)[::-1]
    column = {"2008": 5, "2015": 6}[kind]
    return [unit for unit, line in now.items() if line[column] == "x" and unit not in begun]


@cache
def idle() -> list[str]:
    """Units that had not begun in the first of the quarters, from the end of the list."""
    return [unit for unit, line in lines(QUARTERS[0]).items() if line[4] == "Chưa triển khai"][::-1]


def own(unit: str) -> Workbook:
    """The unit's own report of 2018Q4 (form F1)."""
    return openpyxl.load_workbook(CASE / "reports" / f"{unit}_2018Q4.xlsx")


def handling(unit: str) -> Workbook:
    """The unit's dossiers of 2018Q4 alone (form F2)."""
    book = own(unit)
    for name in (INFO, LISTED, UPKEEP):
        del book[name]
    return book


def annex(chosen: Iterable[str], quarter: str = "2018Q4") -> Workbook:
    """An annex of four units in two groups (form F4)."""
    known, model = lines(quarter), _sample("TongHop_2018Q4.xlsx").active
    book = Workbook()
    sheet = book.active
    sheet.title = ANNEX
    for row in model.iter_rows(min_row=1, max_row=7):
        for cell in row:
            sheet.cell(cell.row, cell.column, cell.value)
    for area in model.merged_cells.ranges:
        if area.max_row <= 7:
            sheet.merge_cells(str(area))
    roman = {"Q1": "I", "Q2": "II", "Q3": "III", "Q4": "IV"}[quarter[4:]]
    sheet["A4"] = f"Kỳ báo cáo: Quý {roman} năm {quarter[:4]}"
    waiting = iter(chosen)
    for mark, name, rows in (("I", "Khối thứ nhất", UNITS[0]), ("II", "Khối thứ hai", UNITS[1])):
        sheet.cell(rows[0] - 1, 1, mark)
        sheet.cell(rows[0] - 1, 2, name)
        for row in rows:
            for column, value in enumerate(known[next(waiting)], 1):
                sheet.cell(row, column, value)
    sheet.cell(TOTAL, 3, "Tổng cộng")
    retotal(sheet)
    sheet.cell(TOTAL + 2, 17, "Người lập biểu")
    return book


def retotal(sheet: Worksheet) -> None:
    """Writes the total row of the small annex anew."""
    rows = [*UNITS[0], *UNITS[1]]
    for letter in COUNTS:
        known = [sheet[f"{letter}{row}"].value for row in rows]
        sheet[f"{letter}{TOTAL}"] = sum(value for value in known if isinstance(value, int))
    for letter in "FG":
        sheet[f"{letter}{TOTAL}"] = sum(sheet[f"{letter}{row}"].value == "x" for row in rows)


def total_row(sheet: Worksheet) -> int:
    """The row of form II.06a that prints totals."""
    return next(row for row in range(FIRST, sheet.max_row + 1) if sheet.cell(row, 2).value == "Tổng cộng")


def add(sheet: Worksheet, row: int, **more: int) -> None:
    """Adds to figures of form II.06a, by column letter, in a row and in the total row alike."""
    for letter, delta in more.items():
        for at in (row, total_row(sheet)):
            sheet[f"{letter}{at}"].value += delta


def quarter_before(unit: str, dates: str = "(Từ ngày 15/6/2018 đến ngày 14/9/2018)", same: bool = False) -> Workbook:
    """Form II.06a of the quarter before, from which this quarter's dossiers were carried over; or this quarter's figures."""
    book = handling(unit)
    sheet = book[HANDLING]
    sheet["C2"] = f"Kỳ báo cáo: Quý III năm 2018 {dates}"
    if same:
        return book
    for row in range(FIRST, total_row(sheet)):
        left = sheet[f"F{row}"].value
        figures = {"C": 10 + left, "D": 5, "E": 5, "F": left, "G": 10, "H": 5, "I": 5, "J": 0, "K": left, "L": left, "M": 0}
        for letter, value in figures.items():
            sheet[f"{letter}{row}"] = value
    last = total_row(sheet)
    for letter in "CDEFGHIJKLM":
        sheet[f"{letter}{last}"] = sum(sheet[f"{letter}{row}"].value for row in range(FIRST, last))
    return book


def data(book: Workbook) -> bytes:
    """The bytes of a workbook."""
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()
