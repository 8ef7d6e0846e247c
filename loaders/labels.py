"""Lists of labels: a label on the left, its value on the right, one below the other."""

from __future__ import annotations

from typing import Any

from loaders.folding import bare
from loaders.grid import Grid
from loaders.heads import Heads, words
from loaders.layouts import Layout, layouts
from loaders.matches import Match, lacking

_SEARCHED_ROWS = 200
_FEWEST = 4
_WIDEST_GAP = 4


class Labels:
    """Finds lists of labels; remembers complete ones word for word."""

    def __init__(self, heads: Heads) -> None:
        self._heads = heads
        self._known: list[tuple[int, list[Any], Match]] = []

    def known(self, grid: Grid) -> Match | None:
        """A list of labels that stood alone on a sheet before, word for word."""
        for column, words_of, match in self._known:
            header = match.header
            if len(grid.rows) != len(words_of) or column >= len(grid.rows[0]) or grid.rows[header][column] != words_of[header]:
                continue
            if _column_of(grid, column) == words_of and _value_column(grid, match.columns, column) == match.value_column:
                return match
        return None

    def find(self, grid: Grid, limit: int, *, alone: bool) -> Match | None:
        """The list of labels above a row, complete or not; it is remembered where it stands alone on its sheet."""
        if limit < _FEWEST:
            return None
        for layout in layouts().values():
            if layout.kind == "labels" and (found := self._match(grid, layout, limit)):
                column, match = found
                if alone and not match.missing:
                    self._known.append((column, _column_of(grid, column), match))
                return match
        return None

    def nearest(self, grid: Grid) -> Match | None:
        """The list of labels that a sheet resembles most, however little."""
        near = [self._match(grid, layout, len(grid.rows), 1) for layout in layouts().values() if layout.kind == "labels"]
        found = [match for hit in near if hit for match in hit[1:]]
        return max(found, key=lambda match: len(match.columns), default=None)

    def _match(self, grid: Grid, layout: Layout, limit: int, fewest: int = _FEWEST) -> tuple[int, Match] | None:
        hits: dict[int, dict[str, list[int]]] = {}
        for at, row in enumerate(grid.rows[: min(limit, _SEARCHED_ROWS)]):
            for column, cell in enumerate(row):
                name = self._heads.label(layout, cell) if type(cell) is str and cell else None
                if name:
                    hits.setdefault(column, {}).setdefault(name, []).append(at)
        best = max(((column, _together(rows)) for column, rows in hits.items()), key=lambda hit: len(hit[1]), default=None)
        if best is None or len(best[1]) < fewest:
            return None
        column, rows = best
        header, last = min(rows.values()), max(rows.values())
        again = tuple(at for name, found in hits[column].items() for at in found if at != rows.get(name))
        place = _value_column(grid, rows, column)
        match = Match(
            layout, rows, header, last + 1, value_column=place, end=len(grid.rows), again=again, missing=lacking(layout, rows)
        )
        return column, match


def _together(hits: dict[str, list[int]]) -> dict[str, int]:
    """The labels of the longest run without a wide gap; of a label that stands there twice, the first."""
    rows = sorted((at, name) for name, found in hits.items() for at in found)
    best: dict[str, int] = {}
    run: dict[str, int] = {}
    before: int | None = None
    for at, name in rows:
        if before is not None and at - before > _WIDEST_GAP:
            run = {}
        run.setdefault(name, at)
        before = at
        if len(run) > len(best):
            best = dict(run)
    return best


def _column_of(grid: Grid, column: int) -> list[Any]:
    return [row[column] for row in grid.rows]


def _value_column(grid: Grid, rows: dict[str, int], label_column: int) -> int:
    """The column under a heading such as «Giá trị»; else the nearest one on the right that is filled for some labels."""
    for row in reversed(grid.rows[: min(rows.values())]):
        for column, cell in enumerate(row):
            if column > label_column and type(cell) is str and bare(cell) in words("values"):
                return column
    wanted = list(rows.values())
    for column in range(label_column + 1, len(grid.rows[0])):
        if 3 * sum(grid.rows[at][column] != "" for at in wanted) >= len(wanted):
            return column
    return label_column + 1
