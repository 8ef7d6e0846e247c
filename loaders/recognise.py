"""Finds which layouts a sheet holds, and where, by their words.

A heading band is one to three rows; the heading of a column is the lowest text in the band, and the texts above it
(spread over merged cells) say under what it stands. The band that names most fields of a layout, and all of its
required ones, wins; below a table the next one is looked for. Column letters never matter.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from loaders.bands import DEEPEST, paths
from loaders.grid import Grid
from loaders.heads import Heads, Lesson
from loaders.labels import Labels
from loaders.layouts import Layout, layouts
from loaders.matches import Match, lacking
from loaders.sharing import share_out

SEARCHED_ROWS = 60
_STRONG = 4  # an incomplete table with fewer known columns beside a complete one is chance
_NUMBER = re.compile(r"\(?(\d{1,2})\)?(?:\s*=.*)?$")


class Recogniser:
    """Recognises sheets; remembers headings that were complete, because hundreds of workbooks share them word for word.

    `lessons` are headings that analysts have taught.
    """

    def __init__(self, lessons: Sequence[Lesson] = ()) -> None:
        self._heads = Heads(lessons)
        self._labels = Labels(self._heads)
        self._bands: dict[tuple[Any, ...], list[tuple[list[tuple[Any, ...]], Match]]] = {}

    def find(self, grid: Grid) -> list[Match]:
        """The layouts of a sheet from top to bottom, complete or not; none where it is too far from all of them.

        Several tables share out the rows of the sheet: each goes from `begin` to `end`.
        """
        listed = self._labels.known(grid)
        if listed is not None:
            return [listed]
        first = self._remembered(grid)
        tables = [first, *self._tables(grid, first.first)] if first else self._tables(grid, 0)
        # Labels are looked for above the first table only: below it they would cost a look at every row of data.
        listed = self._labels.find(grid, tables[0].header if tables else len(grid.rows), alone=not tables)
        found = [listed, *tables] if listed else tables
        return share_out(grid, found) if len(found) > 1 else found

    def nearest(self, grid: Grid) -> Match | None:
        """The layout that a sheet resembles most, however little: for people to teach the rest. None: no word is known."""
        rows = range(min(SEARCHED_ROWS, len(grid.rows)))
        scored = [hit for at in rows for depth in range(1, DEEPEST + 1) for hit in self._score(grid, at, depth, any_=True)]
        best = max(scored, key=lambda hit: (len(hit[1].columns), hit[0]), default=None)
        listed = self._labels.nearest(grid)
        if best is None or (listed and len(listed.columns) > len(best[1].columns)):
            return listed
        return replace(best[1], first=_below_numbering(grid.rows, best[1].first))

    def _remembered(self, grid: Grid) -> Match | None:
        """The first table of a sheet, where its heading was seen before and nothing above it reads like another one."""
        for at, row in enumerate(grid.rows[:SEARCHED_ROWS]):
            for band, match in self._bands.get((grid.left, *row), ()):
                first = at + match.depth
                if [tuple(known) for known in grid.rows[at:first]] == band and not self._may_head(grid.rows, first):
                    return replace(match, header=at, first=_below_numbering(grid.rows, first), end=len(grid.rows))
            if self._may_head(grid.rows, at):
                return None
        return None

    def _tables(self, grid: Grid, start: int) -> list[Match]:
        """Every table whose heading stands in or below a row."""
        starts: dict[int, None] = {}
        for at in self._heading_rows(grid, start):
            starts |= dict.fromkeys(range(max(at - DEEPEST + 1, start), at + 1))
        if not starts:
            return []
        scored = [found for at in starts for depth in range(1, DEEPEST + 1) for found in self._score(grid, at, depth)]
        chosen = _apart(sorted(scored, key=lambda found: -found[0]))
        if any(not match.missing for match in chosen):
            chosen = [match for match in chosen if not match.missing or len(match.columns) >= _STRONG]
        for match in chosen:
            self._remember(grid, match)
        tables = [replace(match, first=_below_numbering(grid.rows, match.first)) for match in chosen]
        return sorted(tables, key=lambda match: match.header)

    def _heading_rows(self, grid: Grid, start: int) -> Iterator[int]:
        return (at for at in range(start, len(grid.rows)) if self._may_head(grid.rows, at))

    def _may_head(self, rows: list[list[Any]], at: int) -> bool:
        """Whether a row has two cells that read like headings."""
        if at >= len(rows):
            return False
        row = rows[at]
        return type(row[0]) is not float and len(row) - row.count("") >= 2 and sum(map(self._heads.knows, row)) >= 2

    def _remember(self, grid: Grid, match: Match) -> None:
        if not match.missing:
            band = [tuple(row) for row in grid.rows[match.header : match.first]]
            known = self._bands.setdefault((grid.left, *grid.rows[match.header]), [])
            if all(band != other for other, _ in known):
                known.append((band, match))

    def _score(self, grid: Grid, at: int, depth: int, *, any_: bool = False) -> Iterable[tuple[float, Match]]:
        if at + depth > len(grid.rows):
            return
        for headed in paths(grid, at, depth):
            found: dict[str, dict[str, list[int]]] = {}
            for column, path in enumerate(headed):
                if path:
                    for layout, name in self._heads.columns(path):
                        found.setdefault(layout.name, {}).setdefault(name, []).append(column)
            for layout_name, columns in found.items():
                layout = layouts()[layout_name]
                match = _match(layout, columns, at, depth, len(grid.rows))
                absent = len(match.missing)
                if any_ or (len(columns) >= 2 and absent <= len(layout.required) // 3):
                    yield len(columns) - 3 * absent - depth / 10 + len(columns) / len(layout.fields), match


def _match(layout: Layout, columns: dict[str, list[int]], header: int, depth: int, end: int) -> Match:
    single = {name: at[0] for name, at in columns.items()}
    twice = {name: tuple(at) for name, at in columns.items() if len(at) > 1}
    missing = lacking(layout, single)
    return Match(layout, single, header, header + depth, depth, end=end, twice=twice, missing=missing)


def _apart(ranked: Iterable[tuple[float, Match]]) -> list[Match]:
    """The best matches whose heading bands do not overlap."""
    chosen: list[Match] = []
    for _, match in ranked:
        if all(match.first <= other.header or match.header >= other.first for other in chosen):
            chosen.append(match)
    return chosen


def _below_numbering(rows: list[list[Any]], first: int) -> int:
    """The row below a row that only numbers the columns, blank rows before it included; else the row itself."""
    at = first
    while at < len(rows) and at < first + 2 and rows[at].count("") == len(rows[at]):
        at += 1
    return at + 1 if is_numbering(rows, at) else first


def is_numbering(rows: list[list[Any]], at: int) -> bool:
    """Whether a row only numbers the columns: 1, 2, 3 … or (1), (2), (3)=(4)+(5) … or A, B, 1, 2 …"""
    if at >= len(rows):
        return False
    numbers = []
    for cell in rows[at]:
        text = str(cell).strip().removesuffix(".0")
        counted = _NUMBER.match(text)
        if counted:
            numbers.append(int(counted[1]))
        elif len(text.strip("()")) > 2:
            return False
    return len(numbers) >= 3 and all(b == a + 1 for a, b in itertools.pairwise(numbers))
