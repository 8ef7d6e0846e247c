"""Takes the values out of a recognised sheet. Every row of the sheet is loaded, held or ignored, and counted as such."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from loaders import values
from loaders.findings import Finding
from loaders.folding import bare
from loaders.grid import Grid
from loaders.layouts import Field, Layout
from loaders.recognise import Match
from loaders.values import Doubt

_TOTAL = re.compile(r"^(?:(?:tong|cong)$|tong cong\b|tong so\b)")  # but not «Công thương», «Tổng cục …»
_SECOND_LETTERS = frozenset("oổộOỔỘ")
_ORDINAL_GROUP = re.compile(r"^(?:[IVX]{1,5}|[A-H])\.?$")


@dataclass(slots=True)
class Held:
    """A value set aside: it stays out of every figure until someone decides."""

    relation: str
    field: str
    row: int
    cell: str
    raw: str
    candidates: tuple[int, ...]


@dataclass(slots=True)
class Table:
    """What was taken from one sheet: `columns[field][i]` was read in `rows[i]` of the grid.

    For labels there is one row, and `Match.columns` says in which row of the grid each field stands. `totals` and
    `groups` are the rows of the grid that print totals and head groups; `composed` lists decomposed text as
    (cell, as it came, as it was meant); `lost` the cells with errors and formulas without results, which read as blank.
    """

    grid: Grid
    match: Match
    rows: list[int]
    columns: dict[str, list[Any]]
    totals: list[int] = field(default_factory=list)
    groups: list[int] = field(default_factory=list)
    composed: list[tuple[str, str, str]] = field(default_factory=list)
    narratives: list[tuple[str, int, str]] = field(default_factory=list)
    held: list[Held] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    lost: Sequence[str] = ()
    read: int = 0
    set_aside: int = 0
    loaded: int = 0

    @property
    def layout(self) -> Layout:
        """The layout that was recognised."""
        return self.match.layout

    def cell_of(self, name: str, i: int = 0) -> str:
        """The address of a field in the i-th row taken; of a column of marks, the marked one's."""
        if self.layout.kind == "labels":
            return self.grid.cell(self.match.columns.get(name, self.match.header), self.match.value_column or 0)
        return self.grid.cell(self.rows[i], self.column_of(name, i))

    def column_of(self, name: str, i: int = 0) -> int:
        """The column of a field in the i-th row taken."""
        if name in self.match.columns:
            return self.match.columns[name]
        marked = self.columns.get(name, [None])[i]
        marks = [column for key, column in self.match.columns.items() if key.startswith(f"{name}:")]
        return self.match.columns.get(f"{name}:{marked}", marks[0] if marks else 0)

    def label(self, name: str) -> str:
        """The field's name as the form prints it."""
        found = self.layout.fields.get(name)
        return found.label_vi if found else name


def take(grid: Grid, match: Match) -> Table:
    """Takes the values of one recognised sheet."""
    return _take_labels(grid, match) if match.layout.kind == "labels" else _take_rows(grid, match)


def is_blank(row: list[Any]) -> bool:
    """Whether no cell of a row holds anything."""
    return row.count("") == len(row)


def _take_labels(grid: Grid, match: Match) -> Table:
    table = Table(grid, match, [match.header], {})
    table.read = sum(not is_blank(row) for row in grid.rows)
    column = match.value_column or 0
    for name, at in match.columns.items():
        row = grid.rows[at]
        raw = row[column] if column < len(row) else ""
        table.columns[name] = _parse_column(table, match.layout.fields[name], [raw], [at], column)
    table.set_aside = len({held.row for held in table.held})
    table.loaded = len(match.columns) - table.set_aside
    _report_unknown_labels(table)
    return table


def _report_unknown_labels(table: Table) -> None:
    known = set(table.match.columns.values())
    column = table.match.value_column or 0
    last = max(known)
    for at in range(table.match.header, last + 1):
        row = table.grid.rows[at]
        if at not in known and column < len(row) and row[column] != "" and row[column - 1] != "":
            table.findings.append(
                Finding("label_unknown", table.grid.sheet, table.grid.cell(at, column - 1), str(row[column - 1]))
            )


def _take_rows(grid: Grid, match: Match) -> Table:
    table = Table(grid, match, [], {})
    _sort_rows(table)
    cells = list(zip(*[grid.rows[at] for at in table.rows], strict=True)) or [()] * len(grid.rows[0])
    for name, column in match.columns.items():
        base, _, edition = name.partition(":")
        declared = match.layout.fields[base]
        if declared.type == "skip":
            continue
        raws = cells[column]
        if edition:
            _merge_marks(table, declared, edition, raws, column)
        else:
            table.columns[name] = _parse_column(table, declared, raws, table.rows, column)
    held_rows = len({held.row for held in table.held})
    table.set_aside += held_rows
    table.loaded += len(table.rows) - held_rows
    return table


def _sort_rows(table: Table) -> None:
    """Says of every row of the sheet what it is: heading, data, group, total, free text, or figures without a name."""
    grid, match, layout = table.grid, table.match, table.layout
    keys = [match.columns[name] for name in layout.keys if name in match.columns]
    number = match.columns.get("number")
    mapped = sorted(column for name, column in match.columns.items() if name != "number")
    filled = [at for at, row in enumerate(grid.rows) if row.count("") != len(row)]
    table.read = len(filled)
    topic: str | None = None
    for at in filled[bisect_left(filled, match.first) :]:
        row = grid.rows[at]
        if layout.blocks:
            topic = _block(layout, row) or topic
        if topic:
            _take_block(table, topic, at, row)
            continue
        kind = _row_kind(row, keys, number, mapped)
        if kind == "data":
            table.rows.append(at)
        elif kind == "total":
            table.totals.append(at)
        elif kind == "group":
            table.groups.append(at)
        elif kind == "nameless":
            table.set_aside += 1
            table.findings.append(
                Finding("row_without_name", grid.sheet, grid.cell(at, keys[0] if keys else 0), None, {"row": grid.row_number(at)})
            )


def _row_kind(row: list[Any], keys: list[int], number: int | None, mapped: list[int]) -> str:
    names = [row[column] for column in keys if column < len(row) and row[column] != ""]
    ordinal = row[number] if number is not None and number < len(row) else ""
    if not names:
        figures = any(type(row[column]) is float for column in mapped if column < len(row))
        return "nameless" if figures and not any(map(says_total, row)) else "other"
    if says_total(names[0]):
        return "total"
    if type(ordinal) is float:
        return "data"
    if type(ordinal) is str and ordinal and _ORDINAL_GROUP.match(ordinal.strip()):
        return "group"
    filled = sum(1 for column in mapped if column < len(row) and row[column] != "")
    return "group" if filled == 1 and len(mapped) > 2 else "data"


def says_total(cell: Any) -> bool:
    """Whether a cell reads «Tổng cộng», «Tổng số», «Cộng» …; the second letter settles it for nearly all names."""
    return type(cell) is str and cell.lstrip()[1:2] in _SECOND_LETTERS and _TOTAL.match(bare(cell)) is not None


def _block(layout: Layout, row: list[Any]) -> str | None:
    first = next(cell for cell in row if cell != "")
    if type(first) is not str:
        return None
    plain = bare(first)
    return next((topic for topic, words in layout.blocks.items() if plain in words), None)


def _take_block(table: Table, topic: str, at: int, row: list[Any]) -> None:
    texts = [values.text(cell) for cell in row if cell != ""]
    if _block(table.layout, row) == topic:
        return
    table.narratives.append((topic, at, " ".join(text for text in texts if text)))
    table.loaded += 1


def _merge_marks(table: Table, declared: Field, edition: str, raws: Sequence[Any], column: int) -> None:
    marks = _parse_column(table, declared, raws, table.rows, column)
    merged = table.columns.setdefault(declared.name, [None] * len(raws))
    for i, marked in enumerate(marks):
        if marked and merged[i]:
            table.findings.append(Finding("two_editions", table.grid.sheet, table.grid.cell(table.rows[i], column), str(raws[i])))
        if marked:
            merged[i] = edition


def _parser(declared: Field) -> Callable[[Any], Any]:
    if declared.type == "choice":
        return values.choice(declared.choices)
    return _PARSERS[declared.type]


_FIGURES = frozenset({"count", "date", "decimal", "percent", "edition_mark"})
_PARSERS: dict[str, Callable[[Any], Any]] = {
    "count": values.count,
    "date": values.day,
    "decimal": values.decimal,
    "edition": values.edition,
    "edition_mark": values.mark,
    "path": values.choice(values.PATH_WORDS),
    "percent": values.percent,
    "stage": values.choice(values.STAGE_WORDS),
    "text": values.text,
}


def _parse_column(table: Table, declared: Field, raws: Sequence[Any], rows: list[int], column: int) -> list[Any]:
    """Parses one column. Blank is None; equal texts are parsed once; a doubt becomes a finding and None."""
    if declared.type == "text" and values.are_clean(raws):
        return [raw or None for raw in raws]
    parse = _parser(declared)
    if bool in set(map(type, raws)):  # True equals 1 as a key; a spreadsheet shows it as a word
        raws = [str(raw).upper() if type(raw) is bool else raw for raw in raws]
    known = {raw: None if raw == "" else parse(raw) for raw in set(raws)}
    parsed = [known[raw] for raw in raws]
    if declared.type not in _FIGURES and not all(map(values.is_composed, known)):
        _note_composed(table, raws, parsed, rows, column)
    for i, value in enumerate(parsed):
        if type(value) is Doubt:
            _doubt(table, declared, rows[i], column, raws[i], value)
            parsed[i] = None
    return parsed


def _note_composed(table: Table, raws: Sequence[Any], parsed: list[Any], rows: list[int], column: int) -> None:
    for at, raw, value in zip(rows, raws, parsed, strict=True):
        if not values.is_composed(raw):
            table.composed.append((table.grid.cell(at, column), raw, value if type(value) is str else values.text(raw) or ""))


def _doubt(table: Table, declared: Field, at: int, column: int, raw: Any, doubt: Doubt) -> None:
    cell, shown = table.grid.cell(at, column), _shown(raw)
    options = " hoặc ".join(_grouped(number) for number in doubt.candidates)
    details = {
        "candidates": {
            "vi": f" (có thể là {options})" if options else "",
            "en": f" (perhaps {options.replace(' hoặc ', ' or ')})" if options else "",
        },
        "choices": "; ".join(word for word, _ in declared.choices) or "; ".join(w for w, _ in _WORDS.get(declared.type, ())),
        "why": {"vi": doubt.why_vi, "en": doubt.why_en},
    }
    finding = Finding(doubt.rule, table.grid.sheet, cell, shown, details)
    table.findings.append(finding)
    if finding.severity == "error":
        relation, _, name = declared.name.rpartition(".")
        table.held.append(Held(relation or table.layout.relation, name, at, cell, shown, doubt.candidates))


_WORDS: dict[str, tuple[tuple[str, Any], ...]] = {
    "stage": values.STAGE_WORDS,
    "path": values.PATH_WORDS,
    "edition_mark": (("x", True),),
}


def _shown(raw: Any) -> str:
    if isinstance(raw, float):
        return f"{raw:.10g}".replace(".", ",")
    if isinstance(raw, date):
        return raw.strftime("%d/%m/%Y")
    return str(raw)


def _grouped(number: int) -> str:
    return f"{number:,}".replace(",", ".")
