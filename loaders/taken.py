"""What was taken from one sheet: values by field and row, what was held, what must be said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from loaders.findings import Finding
from loaders.grid import Grid, column_letters
from loaders.layouts import Layout
from loaders.matches import Match
from loaders.rowkinds import says_total
from loaders.rowsums import Sorted, Sum


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

    For labels there is one row, and `Match.columns` says in which row of the grid each field stands. `totals` are rows
    that sum all of `rows`, `sums` says which data rows group rows and other totals sum up. Typed
    percentages stand in `columns` and are not stored. `composed` lists decomposed text as (cell, as it came, as it was
    meant); `lost` the cells with errors and formulas without results, which read as blank.
    """

    grid: Grid
    match: Match
    rows: list[int]
    columns: dict[str, list[Any]]
    totals: list[int] = field(default_factory=list)
    composed: list[tuple[str, str, str]] = field(default_factory=list)
    sums: list[Sum] = field(default_factory=list)
    narratives: list[tuple[str, int, str]] = field(default_factory=list)
    held: list[Held] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    lost: Sequence[str] = ()
    sorted: Sorted | None = None
    read: int = 0
    set_aside: int = 0
    loaded: int = 0

    @property
    def layout(self) -> Layout:
        """The layout that was recognised."""
        return self.match.layout

    @property
    def last(self) -> int:
        """The last row of the grid that was taken."""
        return max([self.match.first, *self.rows[-1:], *self.totals, *(at for _, at, _ in self.narratives)])

    def takes(self, row: int, letters: str) -> bool:
        """Whether a value is taken from a row of the grid and a column by its letters: it is no total, and no text beside."""
        if not self.match.begin <= row < self.match.end:
            return False
        if self.layout.kind == "labels":
            return letters == column_letters(self.grid.left + (self.match.value_column or 0))
        mapped = {column_letters(self.grid.left + column) for column in self.match.columns.values()}
        summed = row in {part.at for part in self.sums} or any(map(says_total, self.grid.rows[row]))
        return letters in mapped and not summed

    def cell_of(self, name: str, i: int = 0) -> str:
        """The address of a field in the i-th row taken; of a column of marks, the marked one's."""
        if self.layout.kind == "labels":
            return self.grid.cell(self.match.columns.get(name, self.match.header), self.match.value_column or 0)
        return self.grid.cell(self.rows[i], self.column_of(name, i))

    def column_of(self, name: str, i: int = 0) -> int:
        """The column of a field in the i-th row taken; of a sum of columns, the first of them."""
        if name in self.match.columns:
            return self.match.columns[name]
        marked = self.columns.get(name, [None])[i]
        marks = [column for key, column in self.match.columns.items() if key.startswith(f"{name}:")]
        added = [column for key, column in self.match.columns.items() if ":" not in key and self.layout.fields[key].into == name]
        return self.match.columns.get(f"{name}:{marked}", next(iter(marks + added), 0))

    def label(self, name: str) -> str:
        """The field's name as the form prints it."""
        found = self.layout.fields.get(name)
        return found.label_vi if found else name
