"""Heading bands: for each column of a few rows, its heading texts from top to bottom."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from loaders.grid import Grid

DEEPEST = 3


def paths(grid: Grid, at: int, depth: int) -> Iterator[list[list[str]]]:
    """The headings of every column over `depth` rows from `at`: as merged cells spread them, then as blanks suggest."""
    band = grid.rows[at : at + depth]
    yield _paths(_spread_merged(grid, at, _texts(band)))
    if depth > 1:
        yield _paths(_spread_right(_texts(band)))


def _texts(band: list[list[Any]]) -> list[list[str]]:
    return [[cell.strip() if type(cell) is str else _number(cell) for cell in row] for row in band]


def _number(cell: Any) -> str:
    """A year as a heading; other numbers are no headings."""
    return str(int(cell)) if type(cell) is float and 1900 <= cell <= 2100 and cell == int(cell) else ""


def _paths(band: list[list[str]]) -> list[list[str]]:
    found: list[list[str]] = []
    for column in zip(*band, strict=True):
        texts = [text for text in column if text]
        found.append([text for i, text in enumerate(texts) if i == 0 or text != texts[i - 1]])
    return found


def _spread_merged(grid: Grid, at: int, band: list[list[str]]) -> list[list[str]]:
    """Spreads merged headings over their columns, as the workbook says."""
    for first_row, first_column, _, last_column in grid.merges():
        if at <= first_row < at + len(band) and 0 <= first_column < len(band[0]):
            row = band[first_row - at]
            for column in range(first_column + 1, min(last_column + 1, len(row))):
                row[column] = row[column] or row[first_column]
    return band


def _spread_right(band: list[list[str]]) -> list[list[str]]:
    """Spreads a heading to the right where something stands below: for sheets whose merges were lost."""
    for level, row in enumerate(band[:-1]):
        for column in range(1, len(row)):
            if not row[column] and any(lower[column] for lower in band[level + 1 :]):
                row[column] = row[column - 1]
    return band
