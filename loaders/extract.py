"""Takes the values out of a recognised sheet. Every row of the sheet is loaded, held or ignored, and counted as such."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from loaders import merged, values
from loaders.doubts import note_doubt
from loaders.findings import Finding
from loaders.folding import bare
from loaders.grid import Grid
from loaders.heads import words
from loaders.layouts import Field
from loaders.matches import Match
from loaders.rowkinds import block_of, sort_rows
from loaders.rowsums import Sorted
from loaders.taken import Table
from loaders.values import Doubt


def take(grid: Grid, match: Match, filled: Sequence[int]) -> Table:
    """Takes the values of one recognised table; `filled` are the rows of its sheet that hold anything."""
    table = Table(grid, match, [match.header], {})
    table.read = bisect_left(filled, match.end) - bisect_left(filled, match.begin)
    if match.layout.kind == "labels":
        _take_labels(table)
    else:
        _take_rows(table, filled)
    held_rows = len({held.row for held in table.held})
    table.set_aside += held_rows
    table.loaded -= held_rows
    return table


def _take_labels(table: Table) -> None:
    match, rows = table.match, table.grid.rows
    column = match.value_column or 0
    for name, at in match.columns.items():
        raw = rows[at][column] if column < len(rows[at]) else ""
        table.columns[name] = _parse_column(table, match.layout.fields[name], [raw], [at], column)
    table.loaded = len(match.columns)
    for at in match.again:
        table.findings.append(Finding("label_twice", table.grid.sheet, table.grid.cell(at, column), str(rows[at][column])))
    _report_unknown_labels(table)


def _report_unknown_labels(table: Table) -> None:
    known = set(table.match.columns.values())
    column = table.match.value_column or 0
    for at in range(table.match.header, max(known) + 1):
        row = table.grid.rows[at]
        if at in known or column >= len(row) or row[column] == "":
            continue
        label = next((left for left in range(column - 1, -1, -1) if row[left] != ""), None)
        if label is not None and at not in table.match.again:
            table.findings.append(Finding("label_unknown", table.grid.sheet, table.grid.cell(at, label), str(row[label])))


def _take_rows(table: Table, filled: Sequence[int]) -> None:
    grid, match = table.grid, table.match
    ranges = [area for area in grid.merges() if area[2] >= match.first and area[0] < match.end]
    if ranges:
        table.findings += merged.fill_down(grid, match, ranges)
    table.sorted = sort_rows(grid.rows, match, filled)
    _note_rows(table, table.sorted)
    if ranges:
        merged.mark_shared(grid, match, ranges, set(table.rows))
    cells = list(zip(*[grid.rows[at] for at in table.rows], strict=True)) or [()] * len(grid.rows[0])
    for name, column in match.columns.items():
        base, _, edition = name.partition(":")
        declared = match.layout.fields[base]
        if declared.type == "skip":
            continue
        if edition:
            _merge_marks(table, declared, edition, cells[column], column)
            continue
        if declared.type == "edition_mark":  # the edition written out in one column
            declared = replace(declared, type="edition")
        if base not in table.columns:
            table.columns[name] = _parse_column(table, declared, cells[column], table.rows, column)
    if match.twice:
        _compare_twice(table, cells)
    _add_columns(table)
    _report_unknown_columns(table, cells)
    table.loaded += len(table.rows)


def _note_rows(table: Table, found: Sorted) -> None:
    grid = table.grid
    table.rows, table.totals = found.rows, found.totals
    table.sums = [*found.groups, *found.sections, *found.sums]
    table.set_aside += len(found.nameless)
    keys = [table.match.columns[name] for name in table.layout.keys if name in table.match.columns] or [0]
    for rule, ats in (
        ("row_without_name", found.nameless),
        ("row_is_part", found.parts),
        ("row_is_sum", [found_sum.at for found_sum in found.sums]),
    ):
        for at in ats:
            row = grid.rows[at]
            named = next((str(row[key]) for key in keys if row[key] != ""), None)
            missing = [key for key in keys if not str(row[key]).strip()] if rule == "row_without_name" else []
            place = grid.cell(at, next(iter(missing), keys[0]))
            table.findings.append(Finding(rule, grid.sheet, place, named, {"row": grid.row_number(at)}))
    for topic, at in found.blocks:
        _take_block(table, topic, at)


def _take_block(table: Table, topic: str, at: int) -> None:
    row = table.grid.rows[at]
    texts = [text for cell in row if cell != "" and (text := values.text(cell))]
    if block_of(table.layout, row) == topic and texts:
        texts[0] = texts[0].partition(":")[2].strip()
    body = " ".join(text for text in texts if text)
    if body:
        table.narratives.append((topic, at, body))
        table.loaded += 1


def _compare_twice(table: Table, cells: Sequence[Sequence[Any]]) -> None:
    """A field in two columns is no matter where both say the same; else nobody can tell which is meant."""
    for name, places in table.match.twice.items():
        declared = table.layout.fields[name.partition(":")[0]]
        if declared.type not in {"skip", "text"} and any(cells[at] != cells[places[0]] for at in places[1:]):
            found = {"columns": ", ".join(table.grid.cell(table.match.first - 1, at).rstrip("0123456789") for at in places)}
            place = table.grid.cell(table.match.header, places[1])
            table.findings.append(Finding("column_twice", table.grid.sheet, place, declared.label_vi, found))


def _add_columns(table: Table) -> None:
    """Adds columns that are one field together: dossiers returned and dossiers withdrawn. Unknown where all are blank."""
    for name, column in list(table.columns.items()):
        into = table.layout.fields[name].into
        if into is None:
            continue
        mine = [held for held in table.held if held.field == name]
        held = {held.row for held in mine}
        for one in mine:
            one.field = into
        before = table.columns.get(into, [None] * len(column))
        table.columns[into] = [
            None if table.rows[i] in held else old if new is None else (old or 0) + new
            for i, (old, new) in enumerate(zip(before, column, strict=True))
        ]


def _report_unknown_columns(table: Table, cells: Sequence[Sequence[Any]]) -> None:
    known = {*table.match.columns.values(), *(at for places in table.match.twice.values() for at in places)}
    if len(known) == len(cells):
        return
    band = range(table.match.header, table.match.first)
    for column, raws in enumerate(cells):
        if column in known or raws.count("") == len(raws):
            continue
        heads = [row[column] for at in band if type((row := table.grid.rows[at])[column]) is str and row[column]]
        if heads and bare(heads[-1]) in words("checks"):
            continue
        if heads or any(type(raw) is float for raw in raws):
            place = table.grid.cell(table.match.header, column)
            table.findings.append(Finding("column_unknown", table.grid.sheet, place, values.text(heads[-1]) if heads else "—"))


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


_FIGURES = frozenset({"count", "date", "decimal", "million", "percent", "edition_mark"})
_PARSERS: dict[str, Callable[[Any], Any]] = {
    "count": values.count,
    "date": values.day,
    "decimal": values.decimal,
    "million": values.million,
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
            note_doubt(table, declared, rows[i], column, raws[i], value)
            parsed[i] = value.reading
    return parsed


def _note_composed(table: Table, raws: Sequence[Any], parsed: list[Any], rows: list[int], column: int) -> None:
    for at, raw, value in zip(rows, raws, parsed, strict=True):
        if not values.is_composed(raw):
            table.composed.append((table.grid.cell(at, column), raw, value if type(value) is str else values.text(raw) or ""))
