"""Finds which layouts a sheet holds, by their words.

A heading band is one to three rows; the heading of a column is the lowest text in the band, and the texts above it
(spread over merged cells) say under what it stands. The band that names most fields of a layout, and all of its
required ones, wins. Column letters never matter.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from base.ladder import EDITIONS
from loaders import values
from loaders.folding import bare
from loaders.grid import Grid
from loaders.layouts import Field, Layout, layouts

SEARCHED_ROWS = 60
DEEPEST_BAND = 3


Spread = Callable[[Grid, int, list[list[str]]], None]


@dataclass(frozen=True, slots=True)
class Match:
    """A layout found on a sheet: for a table, its columns and where its rows begin; for labels, their rows.

    `columns` maps a field (or 'edition:2015' for a column of marks) to its column; for labels to its row.
    """

    layout: Layout
    columns: dict[str, int]
    header: int
    first: int
    value_column: int | None = None

    @property
    def missing(self) -> list[Field]:
        """Required fields that were not found."""
        return [field for field in self.layout.fields.values() if field.required and not self.has(field.name)]

    def has(self, name: str) -> bool:
        """Whether a field was found, as a column or as columns of marks."""
        return name in self.columns or any(found.startswith(f"{name}:") for found in self.columns)


class Recogniser:
    """Recognises sheets; remembers headings that were complete, because hundreds of workbooks share them word for word."""

    def __init__(self) -> None:
        self._bands: dict[tuple[Any, ...], list[tuple[tuple[tuple[Any, ...], ...], Match]]] = {}
        self._labels: list[tuple[int, list[Any], Match]] = []

    def match(self, grid: Grid) -> Match | None:
        """The best layout of a sheet, complete or not; None where it is too far from all of them."""
        return self._remembered(grid) or self._match_labels(grid) or self._match_table(grid)

    def _remembered(self, grid: Grid) -> Match | None:
        for at, row in enumerate(grid.rows[:SEARCHED_ROWS]):
            for band, match in self._bands.get((grid.left, *row), ()):
                if all(tuple(grid.rows[at + i]) == known for i, known in enumerate(band) if at + i < len(grid.rows)):
                    shift = at - match.header
                    return Match(match.layout, match.columns, at, match.first + shift)
        return None

    def _match_table(self, grid: Grid) -> Match | None:
        best: tuple[float, Match] | None = None
        for at in range(min(SEARCHED_ROWS, len(grid.rows))):
            if sum(isinstance(cell, str) and cell != "" for cell in grid.rows[at]) < 2:
                continue
            for depth in range(1, min(DEEPEST_BAND, len(grid.rows) - at) + 1):
                for score, match in _score(grid, at, depth):
                    if best is None or score > best[0]:
                        best = (score, match)
        if best is None:
            return None
        match = best[1]
        first = match.first + (1 if _is_numbering(grid.rows, match.first) else 0)
        match = Match(match.layout, match.columns, match.header, first)
        band = tuple(tuple(row) for row in grid.rows[match.header : first])
        if not match.missing:
            self._bands.setdefault((grid.left, *grid.rows[match.header]), []).append((band, match))
        return match

    def _match_labels(self, grid: Grid) -> Match | None:
        for column, words, match in self._labels:
            if _column_of(grid, column) == words:
                return match
        for layout in layouts().values():
            if layout.kind == "labels" and (found := _label_match(grid, layout)):
                column, match = found
                if not match.missing:
                    self._labels.append((column, _column_of(grid, column), match))
                return match
        return None


def _column_of(grid: Grid, column: int) -> list[Any]:
    return [row[column] if column < len(row) else "" for row in grid.rows]


def _label_match(grid: Grid, layout: Layout) -> tuple[int, Match] | None:
    index = _label_index(layout.name)
    hits: dict[int, dict[str, int]] = {}
    for at, row in enumerate(grid.rows[:SEARCHED_ROWS]):
        for column, cell in enumerate(row):
            name = index.get(bare(cell)) if type(cell) is str and cell else None
            if name:
                hits.setdefault(column, {}).setdefault(name, at)
    if not hits:
        return None
    column, rows = max(hits.items(), key=lambda item: len(item[1]))
    if len(rows) < 4:
        return None
    header = min(rows.values())
    return column, Match(layout, rows, header, header, _value_column(grid, header, column))


def _value_column(grid: Grid, header: int, label_column: int) -> int:
    for row in reversed(grid.rows[:header]):
        for column, cell in enumerate(row):
            if column > label_column and isinstance(cell, str) and bare(cell) in {"gia tri", "noi dung tra loi", "so lieu"}:
                return column
    return label_column + 1


@cache
def _label_index(name: str) -> dict[str, str]:
    return {head: field.name for field in layouts()[name].fields.values() for head in field.heads}


@cache
def _head_index() -> dict[str, list[tuple[Layout, Field]]]:
    index: dict[str, list[tuple[Layout, Field]]] = {}
    for layout in layouts().values():
        if layout.kind == "table":
            for field in layout.fields.values():
                for head in field.heads:
                    index.setdefault(head, []).append((layout, field))
    return index


@cache
def _edition_layouts() -> list[tuple[Layout, Field]]:
    return [(layout, field) for layout in layouts().values() for field in layout.fields.values() if field.type == "edition_mark"]


def _score(grid: Grid, at: int, depth: int) -> Iterable[tuple[float, Match]]:
    yield from _score_paths(_paths(grid, at, depth, _spread_merged), at, depth)
    yield from _score_paths(_paths(grid, at, depth, _spread_right), at, depth)


def _score_paths(paths: list[list[str]], at: int, depth: int) -> Iterable[tuple[float, Match]]:
    found: dict[str, dict[str, int]] = {}
    for column, path in enumerate(paths):
        if not path:
            continue
        for layout, name in _candidates(path):
            found.setdefault(layout.name, {}).setdefault(name, column)
    for layout_name, columns in found.items():
        layout = layouts()[layout_name]
        match = Match(layout, columns, at, at + depth)
        absent = len(match.missing)
        if len(columns) >= 2 and absent <= len(layout.required) // 3:
            yield len(columns) - 3 * absent - depth / 10 + len(columns) / len(layout.fields), match


def _candidates(path: list[str]) -> Iterable[tuple[Layout, str]]:
    *above, leaf = path
    for layout, field in _head_index().get(leaf, ()):
        if field.under is None or not layout.under[field.under].isdisjoint(above):
            yield layout, field.name
    edition = leaf.rsplit(" ", 1)[-1]
    if edition in EDITIONS:
        for layout, field in _edition_layouts():
            if field.under and not layout.under[field.under].isdisjoint(above) and values.edition(edition) == edition:
                yield layout, f"{field.name}:{edition}"


def _paths(grid: Grid, at: int, depth: int, spread: Spread) -> list[list[str]]:
    """For each column, its heading texts from top to bottom, folded, with merged headings spread over their columns."""
    width = max(len(row) for row in grid.rows[at : at + depth])
    band = [[bare(cell) if isinstance(cell, str) else _plain(cell) for cell in row] for row in grid.rows[at : at + depth]]
    spread(grid, at, band)
    paths: list[list[str]] = []
    for column in range(width):
        texts = [row[column] for row in band if column < len(row) and row[column]]
        paths.append([text for i, text in enumerate(texts) if i == 0 or text != texts[i - 1]])
    return paths


def _plain(cell: Any) -> str:
    return str(int(cell)) if isinstance(cell, float) and cell == int(cell) else ""


def _spread_merged(grid: Grid, at: int, band: list[list[str]]) -> None:
    """Spreads merged headings over their columns, as the workbook says."""
    for first_row, first_column, _, last_column in grid.merges():
        if at <= first_row < at + len(band):
            row = band[first_row - at]
            for column in range(first_column + 1, min(last_column + 1, len(row))):
                row[column] = row[column] or row[first_column]


def _spread_right(_grid: Grid, _at: int, band: list[list[str]]) -> None:
    """Spreads a heading to the right where something stands below: for sheets whose merges were lost."""
    for level, row in enumerate(band[:-1]):
        for column in range(1, len(row)):
            below = any(column < len(lower) and lower[column] for lower in band[level + 1 :])
            if not row[column] and below:
                row[column] = row[column - 1]


def _is_numbering(rows: list[list[Any]], at: int) -> bool:
    """Whether a row only numbers the columns: 1, 2, 3 … or (1), (2), (3) … or A, B, 1, 2 …"""
    if at >= len(rows):
        return False
    numbers = []
    for cell in rows[at]:
        text = str(cell).strip().strip("()")
        text = text.removesuffix(".0")
        if text.isdigit():
            numbers.append(int(text))
        elif text and len(text) > 2:
            return False
    return len(numbers) >= 3 and all(b == a + 1 for a, b in itertools.pairwise(numbers))
