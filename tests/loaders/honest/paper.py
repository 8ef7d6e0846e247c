"""Sheets as somebody laid them out, written by one of several makers; knows nothing of how they will be read."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import openpyxl
import xlsxwriter
from openpyxl.styles import Font
from openpyxl.utils.datetime import CALENDAR_MAC_1904

Cell = tuple[int, int]
Area = tuple[int, int, int, int]
DATE_FORMAT = "dd/mm/yyyy"


@dataclass
class Page:
    """One sheet: cells counted from 0, merged areas, what is hidden."""

    name: str
    cells: dict[Cell, Any] = field(default_factory=dict)
    merges: list[Area] = field(default_factory=list)
    hidden: bool = False
    hidden_rows: tuple[int, ...] = ()
    font: str | None = None

    def put(self, row: int, column: int, *values: Any) -> int:
        """Writes values from left to right, None leaves a cell blank; returns the next row."""
        for i, value in enumerate(values):
            if value is not None:
                self.cells[row, column + i] = value
        return row + 1

    def merge(self, top: int, left: int, bottom: int, right: int, value: Any = None) -> None:
        """Merges an area, writing a value into its corner."""
        if value is not None:
            self.cells[top, left] = value
        if (top, left) != (bottom, right):
            self.merges.append((top, left, bottom, right))


def by_openpyxl(pages: Sequence[Page], *, mac_dates: bool = False) -> bytes:
    """An .xlsx by openpyxl."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    if mac_dates:
        book.epoch = CALENDAR_MAC_1904
    for page in pages:
        sheet = book.create_sheet(page.name)
        sheet.sheet_state = "hidden" if page.hidden else "visible"
        for (row, column), value in page.cells.items():
            cell = sheet.cell(row + 1, column + 1, value)
            if isinstance(value, date):
                cell.number_format = DATE_FORMAT
            if page.font:
                cell.font = Font(name=page.font)
        for top, left, bottom, right in page.merges:
            sheet.merge_cells(start_row=top + 1, start_column=left + 1, end_row=bottom + 1, end_column=right + 1)
        for row in page.hidden_rows:
            sheet.row_dimensions[row + 1].hidden = True
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def by_xlsxwriter(pages: Sequence[Page], *, mac_dates: bool = False, macros: bool = False) -> bytes:
    """An .xlsx by XlsxWriter; sums are formulas with their results stored. `macros` makes an .xlsm."""
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True, "date_1904": mac_dates})
    if macros:
        book.add_vba_project(io.BytesIO(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)), is_stream=True)
    day = book.add_format({"num_format": DATE_FORMAT})
    plain = book.add_format({"border": 1})
    for page in pages:
        sheet = book.add_worksheet(page.name)
        inside = {(area[0], area[1]): area for area in page.merges}
        for (row, column), value in page.cells.items():
            shape = day if isinstance(value, date) else plain
            if (row, column) in inside:
                sheet.merge_range(*inside[row, column], value, shape)
            elif isinstance(value, Formula):
                sheet.write_formula(row, column, value.text, plain, value.result)
            else:
                sheet.write(row, column, value, shape)
        for row in page.hidden_rows:
            sheet.set_row(row, None, None, {"hidden": True})
        if page.hidden:
            sheet.hide()
    book.close()
    return target.getvalue()


@dataclass(frozen=True)
class Formula:
    """A formula and the result that a spreadsheet stored for it."""

    text: str
    result: Any


def headings(page: Page, top: int, left: int, columns: Sequence[Sequence[str]], depth: int, style: str = "merged") -> int:
    """Writes headings, each given from top to bottom, over `depth` rows; returns the next row.

    style: 'merged' as Excel forms do, 'repeated' in every cell, 'lost' where merges were undone and only corners are left,
    'repeated merged' where cells that were merged hold their text again.
    """
    for level in range(depth):
        at = 0
        while at < len(columns):
            path = columns[at]
            text = path[min(level, len(path) - 1)]
            last = at
            while last + 1 < len(columns) and _same(path, columns[last + 1], level):
                last += 1
            own = level < len(path)
            bottom = top + depth - 1 if level == len(path) - 1 else top + level
            if style == "repeated":
                for column in range(at, last + 1):
                    page.put(top + level, left + column, text)
            elif own and style == "merged":
                page.merge(top + level, left + at, bottom, left + last, text)
            elif own:
                page.put(top + level, left + at, text)
            at = last + 1
    return top + depth


def _same(path: Sequence[str], other: Sequence[str], level: int) -> bool:
    return level < len(path) - 1 and level < len(other) - 1 and path[: level + 1] == other[: level + 1]


def numbered(page: Page, row: int, left: int, width: int, style: str) -> int:
    """The row that numbers the columns; returns the next row."""
    shapes: Mapping[str, Any] = {
        "1": lambda i: i + 1,
        "text": lambda i: str(i + 1),
        "(1)": lambda i: f"({i + 1})",
        "AB1": lambda i: "AB"[i] if i < 2 else i - 1,
        "from figures": lambda i: None if i < 2 else i - 1,
        "sums": lambda i: {2: "(3)=(4)+(5)+(6)", 6: "(7)=(8)+(9)+(10)", 10: "(11)=(12)+(13)"}.get(i, f"({i + 1})"),
    }
    return page.put(row, left, *[shapes[style](i) for i in range(width)])


def signed(page: Page, row: int, left: int, right: int) -> int:
    """The signature block below a table; returns the next row."""
    page.put(row, right, "Buôn Ma Thuột, ngày 15 tháng 12 năm 2018")
    page.put(row + 1, left, "Người lập biểu")
    page.put(row + 1, right, "TM. ỦY BAN NHÂN DÂN")
    page.put(row + 2, left, "(Ký, ghi rõ họ tên)")
    page.put(row + 2, right, "KT. CHỦ TỊCH")
    page.put(row + 6, left, "Nguyễn Thị A")
    page.put(row + 6, right, "Trần Văn B")
    return row + 7
