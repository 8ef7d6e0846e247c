"""What was understood of a sheet, told row by row and heading by heading: from the recogniser's own matches."""

from __future__ import annotations

from typing import Any

from loaders import values
from loaders.bands import paths
from loaders.grid import Grid
from loaders.matches import Match
from loaders.opening import Book
from loaders.recognise import Recogniser, is_numbering
from loaders.rowkinds import sort_rows

Json = dict[str, Any]
_ROWS, _COLUMNS = 60, 40


def sketched(book: Book, recogniser: Recogniser) -> list[Json]:
    """The sheets of a workbook as they were understood; see `loaders.teaching.Sketch`."""
    return [_sheet(grid, recogniser, book.filled(grid)) for grid in book.grids]


def _sheet(grid: Grid, recogniser: Recogniser, filled: list[int]) -> Json:
    matches = recogniser.find(grid) or [match for match in [recogniser.nearest(grid)] if match]
    kinds = ["title" if at in set(filled) else "ignored" for at in range(min(len(grid.rows), _ROWS))]
    for match in matches:
        _mark_rows(kinds, grid, match, filled)
    best = next((match for match in matches if not match.missing), matches[0] if matches else None)
    columns = _headings(grid, best) if best else _guessed(grid, kinds)
    known = sum(column["field"] is not None for column in columns.values())
    return {
        "sheet": grid.sheet,
        "layout": best.layout.name if best else None,
        "score": known / len(columns) if columns else 0.0,
        "rows": [[_shown(cell) for cell in row[:_COLUMNS]] for row in grid.rows[:_ROWS]],
        "row_kinds": kinds,
        "first_row": grid.top,
        "first_col": grid.left,
        "columns": {str(at): column for at, column in columns.items()},
        "header_rows": [at for at, kind in enumerate(kinds) if kind == "heading"],
        "missing": [field.name for field in best.missing] if best else [],
    }


def _mark_rows(kinds: list[str], grid: Grid, match: Match, filled: list[int]) -> None:
    def mark(at: int, kind: str) -> None:
        if 0 <= at < len(kinds):
            kinds[at] = kind

    if match.layout.kind == "labels":
        for at in filled:
            if match.header <= at < match.end:
                mark(at, "data" if at in match.columns.values() else "text")
        return
    found = sort_rows(grid.rows, match, filled)
    for kind, ats in (
        ("text", [*found.texts, *found.parts, *(at for _, at in found.blocks)]),
        ("data" if match.missing else "ignored", found.nameless),
        ("data", found.rows),
        ("group", [group.at for group in found.groups]),
        ("total", [*found.totals, *(total.at for total in (*found.sections, *found.sums))]),
        ("heading", [*range(match.header, match.first), *match.skip]),
    ):
        for at in ats:
            mark(at, kind)
    if match.first - match.header > match.depth and is_numbering(grid.rows, match.first - 1):
        mark(match.first - 1, "numbering")


def _headings(grid: Grid, match: Match) -> dict[int, Json]:
    """The headings of a table by column, or of a list of labels by -1 minus their row."""
    if match.layout.kind == "labels":
        return _labels(grid, match)
    fields = {column: name.partition(":")[0] for name, column in match.columns.items()}
    fields |= {at: name.partition(":")[0] for name, places in match.twice.items() for at in places}
    spread = list(paths(grid, match.header, match.depth))
    found = {}
    for column in range(min(len(grid.rows[0]), _COLUMNS)):
        path = max((headed[column] for headed in spread), key=len)
        if path:
            name = fields.get(column)
            label = match.layout.fields[name].label_vi if name else ""
            found[column] = _column(name, label, path[-1], path[-2] if len(path) > 1 else None)
    return found


def _labels(grid: Grid, match: Match) -> dict[int, Json]:
    fields = {at: name for name, at in match.columns.items()}
    left = (match.value_column or 1) - 1
    found = {}
    for at in range(match.header, min(match.first, len(grid.rows))):
        label = next((cell for cell in reversed(grid.rows[at][: left + 1]) if type(cell) is str and cell), None)
        if label:
            name = fields.get(at)
            found[-1 - at] = _column(name, match.layout.fields[name].label_vi if name else "", label, None)
    return found


def _guessed(grid: Grid, kinds: list[str]) -> dict[int, Json]:
    """Where no word is known: the row with most texts of its own is taken for the heading."""
    rows = grid.rows[: len(kinds)]
    at = max(range(len(rows)), key=lambda row: len({cell for cell in rows[row] if type(cell) is str and cell}), default=None)
    if at is None or len({cell for cell in rows[at] if type(cell) is str and cell}) < 2:
        return {}
    kinds[at] = "heading"
    for below in range(at + 1, len(kinds)):
        kinds[below] = "data" if kinds[below] == "title" else kinds[below]
    heads = enumerate(rows[at][:_COLUMNS])
    return {column: _column(None, "", cell, None) for column, cell in heads if type(cell) is str and cell}


def _column(field: str | None, label: str, heading: str, above: str | None) -> Json:
    return {"field": field, "label": label, "heading": " ".join(heading.split()), "above": above and " ".join(above.split())}


def _shown(cell: Any) -> str:
    return "" if cell == "" else (values.text(cell) or "") if not isinstance(cell, float) else f"{cell:.10g}"
