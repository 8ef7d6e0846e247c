"""Opens a workbook in the reading process: its sheets as plain rectangles, and what the fast reader would lose of them."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import python_calamine

from loaders import biff8, biff12, opendocument, safety, scan
from loaders.findings import Finding
from loaders.fonts import old_cells
from loaders.grid import Grid
from loaders.legacy import in_unicode
from loaders.own_sheet import is_our_own
from loaders.packages import Package, Unsafe

_BROKEN = (python_calamine.CalamineError, zipfile.BadZipFile, OSError, ValueError, KeyError, EOFError, NotImplementedError)


@dataclass(frozen=True, slots=True)
class Book:
    """The sheets of a workbook that hold anything; by sheet, what was lost; which sheets are hidden; what must be said."""

    grids: list[Grid]
    lost: dict[str, scan.Lost]
    hidden: frozenset[str]
    said: list[Finding]
    rows: dict[str, list[int]] = field(default_factory=dict)

    def filled(self, grid: Grid) -> list[int]:
        """The rows of a sheet that hold anything."""
        known = self.rows.get(grid.sheet)
        if known is None:
            known = self.rows[grid.sheet] = [at for at, row in enumerate(grid.rows) if row.count("") != len(row)]
        return known


def open_book(kind: str, data: bytes) -> Book | Finding:
    """The workbook of a kind that the gate named ('xlsx', 'xlsb', 'xls', 'ods'), or the finding that says why not."""
    try:
        lost, fonts = _looked_through(kind, data)
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        safety.demand_few_sheets(len(book.sheet_names))
        grids = [grid for i in range(len(book.sheet_names)) if not is_our_own(grid := _grid(book, i, lost))]
    except Unsafe as unsafe:
        return Finding("unsafe_archive", details={"why": unsafe.why})
    except python_calamine.PasswordError:
        return Finding("password_protected")
    except _BROKEN:
        return Finding("damaged_file")
    hidden = frozenset(sheet.name for sheet in book.sheets_metadata if sheet.visible != python_calamine.SheetVisibleEnum.Visible)
    converted = [in_unicode(grid, fonts.get(grid.sheet, {})) for grid in grids if grid.rows]
    return Book([grid for grid, _ in converted], lost, hidden, [finding for _, finding in converted if finding])


def _looked_through(kind: str, data: bytes) -> tuple[dict[str, scan.Lost], dict[str, dict[str, str]]]:
    """What the reader would lose of a workbook, and its cells in old fonts; raises Unsafe where it must not be parsed."""
    if kind == "xls":
        safety.demand_safe_records(data)
        return biff8.scan_xls(data)
    package = Package(data)
    safety.demand_safe_parts(package, kind)
    if kind == "xlsx":
        return scan.scan_xlsx(package), old_cells(package)
    return opendocument.scan_ods(package) if kind == "ods" else (biff12.scan_xlsb(package), {})


def _grid(book: python_calamine.CalamineWorkbook, index: int, lost: dict[str, scan.Lost]) -> Grid:
    name = book.sheet_names[index]
    sheet = book.get_sheet_by_index(index)
    rows: list[list[Any]] = sheet.to_python(skip_empty_area=True)
    top, left = sheet.start or (0, 0)

    @cache  # the reader makes the list anew each time, and thousands of merged ranges take their time
    def merges() -> list[tuple[int, int, int, int]]:
        known = lost[name].merges if name in lost else []
        ranges = [(*first, *last) for first, last in sheet.merged_cell_ranges or ()] or known
        return [(area[0] - top, area[1] - left, area[2] - top, area[3] - left) for area in ranges]

    return Grid(name, rows, top, left, merges)
