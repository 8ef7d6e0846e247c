"""Reads one workbook into plain lists: the work of the reading process. Knows nothing of the store.

The result is JSON: the form, its entries (one a unit and period it speaks of), its rows by relation as columns,
where each field stands, what was held, the findings and the counts.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from string import ascii_uppercase
from typing import Any

from base import clock
from loaders import extract, rules, scan
from loaders.collect import Collected
from loaders.findings import Finding, as_json
from loaders.forms import Form, forms
from loaders.grid import Grid
from loaders.grouping import Group, grouped
from loaders.heads import Lesson
from loaders.matches import Match
from loaders.mending import replaced
from loaders.opening import Book, open_book
from loaders.periods import judge_claims
from loaders.recognise import Recogniser
from loaders.results import NONE_READ
from loaders.sketching import sketched
from loaders.taken import Table

Json = dict[str, Any]
_WHOLE_SHEET = {"vi": "nội dung (cả trang)", "en": "content (the whole sheet)"}


class Reader:
    """Reads workbooks one after another; remembers the layouts it has met, and what analysts have taught."""

    def __init__(self, lessons: Sequence[Lesson] = ()) -> None:
        self.learn(lessons)

    def learn(self, lessons: Sequence[Lesson]) -> None:
        """Reads from now on with these lessons, and no others."""
        self.lessons = list(lessons)
        self._recogniser = Recogniser(self.lessons)

    def read(self, kind: str, data: bytes, mends: Sequence[Json] = ()) -> Json:
        """Reads the bytes of one workbook of a kind that the gate named, with `mends` put into its cells first."""
        opened = open_book(kind, data)
        if isinstance(opened, Finding):
            return _unreadable(opened)
        mended = [replaced(opened.grids, mend) for mend in mends]
        found = self._understand(opened)
        return found | {"mended": mended} if mends else found

    def sketch(self, kind: str, data: bytes) -> Json:
        """What is understood of each sheet of a workbook; none where it cannot be read."""
        opened = open_book(kind, data)
        return {"sheets": [] if isinstance(opened, Finding) else sketched(opened, self._recogniser)}

    def _understand(self, book: Book) -> Json:
        found = [(grid, match) for grid in book.grids for match in self._recogniser.find(grid)]
        complete = {match.layout.name for _, match in found if not match.missing}
        chosen = _forms({match.layout.name for _, match in found}, complete)
        if not chosen:
            return _unrecognised(book, found)
        taken, findings = _take(book, found, frozenset().union(*(form.needs | form.may for form in chosen)))
        groups, said = _groups(chosen, taken)
        return _result(book, chosen[0], taken, groups, [*book.said, *findings, *said])


def _forms(found: set[str], complete: set[str]) -> list[Form]:
    """The form that explains most of the sheets comes first, complete or not: half a report is never taken for a smaller
    form. Behind it the other report forms that stand whole beside it.
    """
    fitting = [form for form in forms().values() if form.needs <= found]
    first = max(fitting, key=lambda form: (len(found & (form.needs | form.may)), form.needs <= complete), default=None)
    if first is None or not first.needs <= complete:
        return []
    chosen = [first]
    for form in fitting if first.period == "required" else ():
        if form.period == "required" and form.needs <= complete and not any(form.needs & (one.needs | one.may) for one in chosen):
            chosen.append(form)
    return chosen


def _take(book: Book, found: list[tuple[Grid, Match]], wanted: frozenset[str]) -> tuple[list[Table], list[Finding]]:
    """The tables of the wanted layouts, and what must be said of the sheets and tables that are left out."""
    shown = {match.layout.name for grid, match in found if grid.sheet not in book.hidden and not match.missing}
    tables: list[Table] = []
    findings: list[Finding] = []
    for grid in book.grids:
        matches = [match for owner, match in found if owner is grid]
        used = [match for match in matches if match.layout.name in wanted and not match.missing]
        hidden = grid.sheet in book.hidden
        if hidden and used and all(match.layout.name in shown for match in used):
            findings.append(Finding("hidden_sheet_ignored", grid.sheet, details={"rows": len(book.filled(grid))}))
            continue
        findings += [_incomplete(grid, match) for match in matches if match.layout.name in wanted and match.missing]
        findings += [
            _other_form(grid, match) for match in matches if match.layout.name not in wanted and used and not match.missing
        ]
        if not used:
            if not any(match.layout.name in wanted for match in matches):
                findings.append(_unused(grid, matches, len(book.filled(grid))))
            continue
        missed = book.lost.get(grid.sheet, scan.Lost())
        taken = [extract.take(grid, match, book.filled(grid)) for match in used]
        for table in taken:
            table.lost = [cell for cell, _, _ in missed.cells]
        tables += taken
        findings += scan.findings(grid.sheet, missed, partial(_is_taken, taken))
        if hidden:
            whole = {"vi": "số liệu trong trang bị ẩn", "en": "its figures on a hidden sheet"}
            findings.append(Finding("hidden_content", grid.sheet, details={"what": whole}))
    return tables, findings


def _is_taken(tables: Sequence[Table], cell: str) -> bool:
    """Whether a value may come from a cell: it stands in a column or at a label of a table, and not in a total."""
    letters, row = cell.rstrip("0123456789"), int(cell.lstrip(ascii_uppercase)) - 1
    return any(table.takes(row - table.grid.top, letters) for table in tables)


def _unused(grid: Grid, matches: list[Match], rows: int) -> Finding:
    whole = next((match for match in matches if not match.missing), None)
    return _other_form(grid, whole) if whole else Finding("sheet_ignored", grid.sheet, None, None, {"rows": rows})


def _other_form(grid: Grid, match: Match) -> Finding:
    form = next(form for form in forms().values() if match.layout.name in form.needs | form.may)
    named = {"vi": form.name_vi, "en": form.name_en}
    return Finding("table_of_other_form", grid.sheet, grid.cell(match.header, 0), None, {"form": named})


def _incomplete(grid: Grid, match: Match) -> Finding:
    missing = "; ".join(f"«{field.label_vi}»" for field in match.missing)
    return Finding("form_incomplete", grid.sheet, grid.cell(match.header, 0), None, {"missing": missing})


def _unrecognised(book: Book, found: list[tuple[Grid, Match]]) -> Json:
    incomplete = [_incomplete(grid, match) for grid, match in found if match.missing]
    sheets = ", ".join(f"«{grid.sheet}»" for grid in book.grids[:5]) or "—"
    findings = incomplete or [Finding("form_unknown", details={"sheets": sheets})]
    rows = sum(len(book.filled(grid)) for grid in book.grids)
    return _unreadable(*findings, outcome="unrecognised", rows=rows)


def _unreadable(*findings: Finding, outcome: str = "unreadable", rows: int = 0) -> Json:
    counts = NONE_READ | {"rows_read": rows, "rows_ignored": rows}
    return {"form": None, "outcome": outcome, "findings": [as_json(finding) for finding in findings], "counts": counts}


def _groups(chosen: list[Form], tables: list[Table]) -> tuple[list[Group], list[Finding]]:
    groups: list[Group] = []
    findings: list[Finding] = []
    for form in chosen:
        own = [table for table in tables if table.layout.name in form.needs | form.may]
        made, said = grouped(form, own)
        groups += made
        findings += said
    return groups, findings


def _result(book: Book, form: Form, tables: list[Table], groups: list[Group], said: list[Finding]) -> Json:
    collected = Collected()
    findings = [*said, *(finding for table in tables for finding in table.findings)]
    for group in groups:
        collected.add(group)
        findings += _judge(group)
        if group.form.period == "required" and any(table.layout.relation != "none" for table in group.tables):
            findings += judge_claims(group.claims)
    read = sum(len(book.filled(grid)) for grid in book.grids)
    stored = [table for table in tables if table.layout.relation != "none"]
    loaded, held = sum(table.loaded for table in stored), sum(table.set_aside for table in stored)
    return {
        "form": form.code,
        "outcome": None,
        "entries": collected.entries,
        "relations": collected.relations,
        "places": collected.places,
        "totals": {table.layout.relation: table.grid.row_number(table.totals[-1]) for table in tables if table.totals},
        "held": collected.held,
        "findings": [as_json(finding) for finding in findings],
        "counts": {"rows_read": read, "rows_loaded": loaded, "rows_held": held, "rows_ignored": read - loaded - held},
    }


def _judge(group: Group) -> list[Finding]:
    """What the rules say of one report; a layout that came in several tables is judged table by table, then as one."""
    until = min([clock.today(), *(claim.period.end for claim in group.claims if claim.period)])
    by_layout: dict[str, list[Table]] = {}
    for table in group.tables:
        by_layout.setdefault(table.layout.name, []).append(table)
    whole = {name: _together(tables) for name, tables in by_layout.items()}
    return rules.judge(group.tables, whole, until)


def _together(tables: Sequence[Table]) -> Table:
    """Tables of one layout as one, for rules that count its rows; places are those of the first."""
    first = tables[0]
    if len(tables) == 1:
        return first
    names = [name for name in first.columns if all(name in table.columns for table in tables)]
    columns = {name: [value for table in tables for value in table.columns[name]] for name in names}
    return Table(first.grid, first.match, [at for table in tables for at in table.rows], columns)
