"""Cells merged over several rows or columns of a table: only the first holds the value, the others read as blank.

A text or a date over several rows stands for each of them, and that is said. A count over several cells belongs to
nobody in particular: every cell under it is held.
"""

from __future__ import annotations

from collections.abc import Iterable, Set
from typing import Any

from loaders.findings import Finding
from loaders.grid import Grid
from loaders.matches import Match
from loaders.values import Shared

Area = tuple[int, int, int, int]


def fill_down(grid: Grid, match: Match, areas: Iterable[Area]) -> list[Finding]:
    """Gives every row its share of what is merged over several rows; returns what must be said of it."""
    fields = _fields(match)
    said: dict[str, Finding] = {}
    for top, left, bottom, right in areas:
        rows = range(max(top, match.first), min(bottom, match.end - 1, len(grid.rows) - 1) + 1)
        value = grid.rows[top][left] if 0 <= top < len(grid.rows) and 0 <= left < len(grid.rows[0]) else ""
        if top == bottom or top < match.first or top in match.skip or value == "" or left != right:
            continue
        kind = fields.get(left)
        if kind is None or kind == "skip":
            continue
        for at in rows:
            grid.rows[at][left] = Shared(value) if kind == "count" else value
        if kind != "count":
            place = grid.cell(top, left)
            said[place] = Finding("merged_text", grid.sheet, place, str(value), {"rows": len(rows)})
    return list(said.values())


def mark_shared(grid: Grid, match: Match, areas: Iterable[Area], data: Set[int]) -> None:
    """Marks counts that are merged over several columns, or over a block, in rows of data: nobody can say whose they are."""
    fields = _fields(match)
    for top, left, bottom, right in areas:
        if left == right or top not in data:
            continue
        value: Any = grid.rows[top][left] if 0 <= left < len(grid.rows[0]) else ""
        counted = [column for column in range(max(left, 0), right + 1) if fields.get(column) == "count"]
        if value == "" or not counted:
            continue
        for at in range(top, bottom + 1):
            if at in data:
                for column in counted:
                    grid.rows[at][column] = Shared(value)


def _fields(match: Match) -> dict[int, str]:
    return {column: match.layout.fields[name.partition(":")[0]].type for name, column in match.columns.items()}
