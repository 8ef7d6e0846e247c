"""Reads one workbook into plain lists: the work of the reading process. Knows nothing of the store.

The result is JSON: the form, its entries (one a unit and period it speaks of), its rows by relation as columns,
where each field stands, what was held, the findings and the counts.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from datetime import date
from functools import cache, partial
from string import ascii_uppercase
from typing import Any

import python_calamine

from loaders import extract, rules, safety, scan
from loaders.collect import Collected
from loaders.extract import Table
from loaders.findings import Finding, as_json
from loaders.fonts import old_cells
from loaders.forms import Form, forms
from loaders.grid import Grid, column_letters
from loaders.legacy import in_unicode
from loaders.mending import replaced
from loaders.own_sheet import is_our_own
from loaders.packages import Package, Unsafe
from loaders.periods import Claim, find_claim, judge_claims
from loaders.recognise import Match, Recogniser
from loaders.results import NONE_READ

Json = dict[str, Any]


class Reader:
    """Reads workbooks one after another; remembers the layouts it has met."""

    def __init__(self) -> None:
        self._recogniser = Recogniser()

    def read(self, kind: str, data: bytes, mends: Sequence[Json] = ()) -> Json:
        """Reads the bytes of one workbook of a kind that the gate named, with `mends` put into its cells first."""
        try:
            lost, fonts = _looked_through(kind, data)
            book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
            safety.demand_few_sheets(len(book.sheet_names))
            grids = [grid for i in range(len(book.sheet_names)) if not is_our_own(grid := _grid(book, i))]
        except Unsafe as unsafe:
            return _unreadable(Finding("unsafe_archive", details={"why": unsafe.why}))
        except python_calamine.PasswordError:
            return _unreadable(Finding("password_protected"))
        except (python_calamine.CalamineError, zipfile.BadZipFile, OSError, ValueError, KeyError, EOFError, NotImplementedError):
            return _unreadable(Finding("damaged_file"))
        converted = [in_unicode(grid, fonts.get(grid.sheet, {})) for grid in grids if grid.rows]
        said = [finding for _, finding in converted if finding]
        grids = [grid for grid, _ in converted]
        mended = [replaced(grids, mend) for mend in mends]
        found = self._understand(grids, lost, said)
        return found | {"mended": mended} if mends else found

    def _understand(self, grids: list[Grid], lost: dict[str, scan.Lost], said: list[Finding]) -> Json:
        matches = [(grid, self._recogniser.match(grid)) for grid in grids]
        form = _form({match.layout.name for _, match in matches if match})
        complete = {match.layout.name for _, match in matches if match and not match.missing}
        if form is None or not form.needs <= complete:
            return _unrecognised(matches)
        tables: dict[str, Table] = {}
        findings = list(said)
        ignored = 0
        for grid, match in matches:
            wanted = match is not None and match.layout.name in form.needs | form.may and match.layout.name not in tables
            if match is not None and wanted and not match.missing:
                table = tables[match.layout.name] = extract.take(grid, match)
                missed = lost.get(grid.sheet, scan.Lost())
                table.lost = [cell for cell, _, _ in missed.cells]
                findings += scan.findings(grid.sheet, missed, partial(_is_taken, table))
            else:
                rows = sum(not extract.is_blank(row) for row in grid.rows)
                ignored += rows
                findings.append(_unused(grid, match if wanted else None, rows))
        return _result(form, tables, findings, ignored)


def _looked_through(kind: str, data: bytes) -> tuple[dict[str, scan.Lost], dict[str, dict[str, str]]]:
    """What the reader would lose of a workbook, and its cells in old fonts; raises Unsafe where it must not be parsed."""
    if kind == "xls":
        safety.demand_safe_records(data)
        return {}, {}
    package = Package(data)
    safety.demand_safe_parts(package, kind)
    return (scan.scan_xlsx(package), old_cells(package)) if kind == "xlsx" else ({}, {})


def _grid(book: python_calamine.CalamineWorkbook, index: int) -> Grid:
    sheet = book.get_sheet_by_index(index)
    rows = sheet.to_python(skip_empty_area=True)
    top, left = sheet.start or (0, 0)

    @cache  # the reader makes the list anew each time, and thousands of merged ranges take their time
    def merges() -> list[tuple[int, int, int, int]]:
        ranges = sheet.merged_cell_ranges or ()
        return [(first[0] - top, first[1] - left, last[0] - top, last[1] - left) for first, last in ranges]

    return Grid(book.sheet_names[index], rows, top, left, merges)


def _form(found: set[str]) -> Form | None:
    """The form that explains most of the sheets, complete or not: half a report is never taken for a smaller form."""
    fitting = [form for form in forms().values() if form.needs <= found]
    return max(fitting, key=lambda form: len(found & (form.needs | form.may)), default=None)


def _is_taken(table: Table, cell: str) -> bool:
    """Whether a value may come from a cell: it stands in a column or at a label of the form, and not in a total."""
    letters, row = cell.rstrip("0123456789"), int(cell.lstrip(ascii_uppercase)) - 1 - table.grid.top
    if table.layout.kind == "labels":
        return letters == column_letters(table.grid.left + (table.match.value_column or 0))
    mapped = {column_letters(table.grid.left + column) for column in table.match.columns.values()}
    return letters in mapped and not any(map(extract.says_total, table.grid.rows[row] if 0 <= row < len(table.grid.rows) else ()))


def _unused(grid: Grid, match: Match | None, rows: int) -> Finding:
    if match is not None and match.missing:
        return _incomplete(grid, match)
    return Finding("sheet_ignored", grid.sheet, None, None, {"rows": rows})


def _incomplete(grid: Grid, match: Match) -> Finding:
    missing = "; ".join(f"«{field.label_vi}»" for field in match.missing)
    return Finding("form_incomplete", grid.sheet, grid.cell(match.header, 0), None, {"missing": missing})


def _unrecognised(matches: list[tuple[Grid, Match | None]]) -> Json:
    incomplete = [_incomplete(grid, match) for grid, match in matches if match and match.missing]
    sheets = ", ".join(f"«{grid.sheet}»" for grid, _ in matches[:5]) or "—"
    rows = sum(not extract.is_blank(row) for grid, _ in matches for row in grid.rows)
    findings = incomplete or [Finding("form_unknown", details={"sheets": sheets})]
    return _unreadable(*findings, outcome="unrecognised", rows=rows)


def _unreadable(*findings: Finding, outcome: str = "unreadable", rows: int = 0) -> Json:
    counts = NONE_READ | {"rows_read": rows, "rows_ignored": rows}
    return {"form": None, "outcome": outcome, "findings": [as_json(finding) for finding in findings], "counts": counts}


def _until(claims: list[Claim]) -> date:
    """The last day that a workbook can speak of: the end of its period, or today where that is not over."""
    return min([date.today(), *(claim.period.end for claim in claims if claim.period)])


def _result(form: Form, tables: dict[str, Table], findings: list[Finding], ignored: int) -> Json:
    claims = [claim for table in tables.values() if (claim := find_claim(table.grid, table.match.header))]
    collected = Collected(form, tables, claims)
    findings += [finding for table in tables.values() for finding in table.findings]
    findings += rules.judge(tables, _until(claims))
    if form.period == "required":
        findings += judge_claims(claims)
    read = sum(table.read for table in tables.values()) + ignored
    stored = [table for table in tables.values() if table.layout.relation != "none"]
    loaded, held = sum(table.loaded for table in stored), sum(table.set_aside for table in stored)
    return {
        "form": form.code,
        "outcome": None,
        "entries": collected.entries,
        "relations": collected.relations,
        "places": collected.places,
        "totals": _total_rows(tables),
        "held": collected.held,
        "findings": [as_json(finding) for finding in findings],
        "counts": {"rows_read": read, "rows_loaded": loaded, "rows_held": held, "rows_ignored": read - loaded - held},
    }


def _total_rows(tables: dict[str, Table]) -> dict[str, int]:
    """The row that prints the totals of each relation, where a sheet has one."""
    return {table.layout.relation: table.grid.row_number(table.totals[-1]) for table in tables.values() if table.totals}
