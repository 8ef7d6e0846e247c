"""Reads one workbook into plain lists: the work of the reading process. Knows nothing of the store.

The result is JSON: the form, its entries (one a unit and period it speaks of), its rows by relation as columns,
where each field stands, what was held, the findings and the counts.
"""

from __future__ import annotations

import io
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

import python_calamine

from base import Period, quarter_of
from loaders import extract, rules, scan
from loaders.extract import Table
from loaders.findings import Finding
from loaders.forms import Form, forms
from loaders.grid import Grid
from loaders.layouts import UNIT_FIELDS
from loaders.periods import Claim, find_claim, judge_claims
from loaders.recognise import Match, Recogniser

Json = dict[str, Any]
NONE_READ = {"rows_read": 0, "rows_loaded": 0, "rows_held": 0, "rows_ignored": 0}


class Reader:
    """Reads workbooks one after another; remembers the layouts it has met."""

    def __init__(self) -> None:
        self._recogniser = Recogniser()

    def read(self, kind: str, data: bytes) -> Json:
        """Reads the bytes of one workbook of a kind that the gate named."""
        try:
            lost = scan.scan_xlsx(data) if kind == "xlsx" else {}
            book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
            grids = [_grid(book, i) for i in range(len(book.sheet_names))]
        except scan.Unsafe as unsafe:
            return _unreadable(Finding("unsafe_archive", details={"why": unsafe.why}))
        except python_calamine.PasswordError:
            return _unreadable(Finding("password_protected"))
        except (python_calamine.CalamineError, zipfile.BadZipFile, OSError, ValueError, EOFError, NotImplementedError):
            return _unreadable(Finding("damaged_file"))
        return self._understand([grid for grid in grids if grid.rows], lost)

    def _understand(self, grids: list[Grid], lost: dict[str, scan.Lost]) -> Json:
        matches = [(grid, self._recogniser.match(grid)) for grid in grids]
        form = _form({match.layout.name for _, match in matches if match and not match.missing})
        if form is None:
            return _unrecognised(matches)
        tables: dict[str, Table] = {}
        findings: list[Finding] = []
        ignored = 0
        for grid, match in matches:
            wanted = match is not None and match.layout.name in form.needs | form.may and match.layout.name not in tables
            if match is not None and wanted and not match.missing:
                tables[match.layout.name] = extract.take(grid, match)
                findings += scan.findings(grid.sheet, lost.get(grid.sheet, scan.Lost()))
            else:
                rows = sum(not extract.is_blank(row) for row in grid.rows)
                ignored += rows
                findings.append(_unused(grid, match if wanted else None, rows))
        return _result(form, tables, findings, ignored)


def _grid(book: python_calamine.CalamineWorkbook, index: int) -> Grid:
    sheet = book.get_sheet_by_index(index)
    rows = sheet.to_python(skip_empty_area=True)
    top, left = sheet.start or (0, 0)
    merges = tuple(
        (first[0] - top, first[1] - left, last[0] - top, last[1] - left) for first, last in sheet.merged_cell_ranges or ()
    )
    return Grid(book.sheet_names[index], rows, top, left, merges)


def _form(found: set[str]) -> Form | None:
    """The form whose needed layouts were all found; of several, the one that explains most of the sheets."""
    fitting = [form for form in forms().values() if form.needs <= found]
    return max(fitting, key=lambda form: len(found & (form.needs | form.may)), default=None)


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


def _result(form: Form, tables: dict[str, Table], findings: list[Finding], ignored: int) -> Json:
    claims = [claim for table in tables.values() if (claim := find_claim(table.grid, table.match.header))]
    collected = Collected(form, tables, claims)
    findings += [finding for table in tables.values() for finding in table.findings]
    findings += rules.judge(tables)
    if form.period == "required":
        findings += judge_claims(claims)
    read = sum(table.read for table in tables.values()) + ignored
    loaded = sum(table.loaded for table in tables.values())
    held = sum(table.set_aside for table in tables.values())
    return {
        "form": form.code,
        "outcome": None,
        "entries": collected.entries,
        "relations": collected.relations,
        "places": collected.places,
        "held": collected.held,
        "findings": [as_json(finding) for finding in findings],
        "counts": {"rows_read": read, "rows_loaded": loaded, "rows_held": held, "rows_ignored": read - loaded - held},
    }


def as_json(finding: Finding) -> Json:
    """A finding for the way between processes."""
    return {
        "rule": finding.rule,
        "sheet": finding.sheet,
        "cell": finding.cell,
        "value": finding.value,
        "details": finding.details,
    }


class Collected:
    """The tables of one workbook as entries and columns by relation, ready for the store."""

    def __init__(self, form: Form, tables: dict[str, Table], claims: list[Claim]) -> None:
        self.form = form
        self.entries: list[Json] = []
        self.relations: dict[str, dict[str, list[Any]]] = defaultdict(lambda: defaultdict(list))
        self.places: list[tuple[str, str, str, str, int | None]] = []
        self.held: list[Json] = []
        self._claim = next((claim for claim in claims if claim.period), None)
        for table in tables.values():
            self._collect(table, self._entries_of(table, tables))

    def _entries_of(self, table: Table, tables: dict[str, Table]) -> list[int | None]:
        """The entry that each row of a table belongs to."""
        if table.layout.entry == "none":
            return [None] * len(table.rows)
        if self.form.source == "list":
            return [self._entry_of_day(table, day) for day in table.columns["happened_on"]]
        if table.layout.entry == "row":
            first = len(self.entries)
            self.entries += [_unit_entry(table, i, self._claim) for i in range(len(table.rows))]
            return list(range(first, len(self.entries)))
        if not self.entries:
            info = tables.get("info")
            self.entries.append(_unit_entry(info, 0, self._claim) if info else _sender_entry(table, self._claim))
        return [0] * len(table.rows)

    def _entry_of_day(self, table: Table, day: Any) -> int:
        """A list of activities is one report a quarter: a date decides, else the title line."""
        period = quarter_of(day) if isinstance(day, date) else self._claim.period if self._claim else None
        label = period.label if period else None
        for i, entry in enumerate(self.entries):
            if entry["period"] == label:
                return i
        self.entries.append({"unit": None, **_period_json(period, None), "sheet": table.grid.sheet, "cell": None})
        return len(self.entries) - 1

    def _collect(self, table: Table, entries: list[int | None]) -> None:
        layout = table.layout
        stored = [name for name in table.columns if name not in table.layout.unit_fields]
        for prefix, relation in sorted({(name.rpartition(".")[0], name.rpartition(".")[0] or layout.relation) for name in stored}):
            fields = {name.rpartition(".")[2]: table.columns[name] for name in stored if name.rpartition(".")[0] == prefix}
            kept = [i for i in range(len(table.rows)) if not prefix or any(column[i] is not None for column in fields.values())]
            self._add_rows(table, relation, fields, kept, entries)
        self._add_places(table)
        self._add_narratives(table)
        for held in table.held:
            position = table.rows.index(held.row) if held.row in table.rows else 0
            self.held.append(
                {
                    "entry": entries[position] if entries else None,
                    "relation": held.relation,
                    "field": held.field,
                    "sheet": table.grid.sheet,
                    "cell": held.cell,
                    "raw": held.raw,
                    "candidates": ";".join(map(str, held.candidates)) or None,
                }
            )

    def _add_rows(
        self, table: Table, relation: str, fields: dict[str, list[Any]], kept: list[int], entries: list[int | None]
    ) -> None:
        if self.form.source == "list":
            fields = {**fields, "unit_code": table.columns.get("unit_code", [None] * len(table.rows))}
            fields["unit_name"] = table.columns["unit_name"]
            fields["unit_cell"] = [table.cell_of("unit_name", i) for i in range(len(table.rows))]
        target = self.relations[relation]
        every = len(kept) == len(table.rows)
        target["entry"] += entries if every else [entries[i] for i in kept]
        target["sheet"] += [table.grid.sheet] * len(kept)
        target["row_number"] += [table.grid.row_number(table.rows[i]) for i in kept]
        for name, column in fields.items():
            target[name] += column if every else [column[i] for i in kept]

    def _add_places(self, table: Table) -> None:
        layout, grid = table.layout, table.grid
        for name, at in table.match.columns.items():
            prefix, _, field = name.rpartition(".")
            relation = "report" if name in layout.unit_fields else prefix or layout.relation
            if layout.kind == "labels":
                self.places.append((grid.sheet, relation, field, grid.letters(table.match.value_column or 0), grid.row_number(at)))
            elif field != "number":
                self.places.append((grid.sheet, relation, field, grid.letters(at), None))
        if self._claim and self._claim.sheet == grid.sheet:
            letters = self._claim.cell.rstrip("0123456789")
            self.places.append((grid.sheet, "report", "period", letters, int(self._claim.cell[len(letters) :])))

    def _add_narratives(self, table: Table) -> None:
        target = self.relations["narrative"]
        for topic, at, body in table.narratives:
            target["entry"].append(0)
            target["sheet"].append(table.grid.sheet)
            target["row_number"].append(table.grid.row_number(at))
            target["topic"].append(topic)
            target["body"].append(body)


def _unit_entry(table: Table, i: int, claim: Claim | None) -> Json:
    """Who the i-th row speaks of: code, name and parent as written, and the cell to point at."""
    named = {name: table.columns[name][i] for name in UNIT_FIELDS if name in table.columns}
    pointed = "unit_code" if named.get("unit_code") else "unit_name"
    unit = {
        "code": named.get("unit_code"),
        "name": named.get("unit_name"),
        "parent": named.get("unit_parent"),
    }
    return {"unit": unit, **_period_json(None, claim), "sheet": table.grid.sheet, "cell": table.cell_of(pointed, i)}


def _sender_entry(table: Table, claim: Claim | None) -> Json:
    """The unit that a form II.06a names in its head: «Đơn vị báo cáo: …»."""
    for at, column, text in _head_texts(table):
        label, _, name = text.partition(":")
        if label.strip().lower().endswith("đơn vị báo cáo") and name.strip():
            unit = {"code": None, "name": name.strip(), "parent": None}
            return {"unit": unit, **_period_json(None, claim), "sheet": table.grid.sheet, "cell": table.grid.cell(at, column)}
    unit = {"code": None, "name": None, "parent": None}
    return {"unit": unit, **_period_json(None, claim), "sheet": table.grid.sheet, "cell": table.grid.cell(0, 0)}


def _head_texts(table: Table) -> Iterator[tuple[int, int, str]]:
    for at, row in enumerate(table.grid.rows[: table.match.header]):
        for column, cell in enumerate(row):
            if isinstance(cell, str) and cell:
                yield at, column, cell


def _period_json(period: Period | None, claim: Claim | None) -> Json:
    known = period or (claim.period if claim else None)
    start, end = (claim.dates if claim and claim.dates else (known.start, known.end)) if known else (None, None)
    return {
        "period": known.label if known else None,
        "period_start": start and start.isoformat(),
        "period_end": end and end.isoformat(),
        "period_sheet": claim.sheet if claim else None,
        "period_cell": claim.cell if claim else None,
    }


def plain(value: Any) -> str:
    """Dates for the way between processes."""
    if isinstance(value, datetime | date):
        return value.isoformat()
    raise TypeError(f"{type(value)} does not travel")
