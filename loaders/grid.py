"""A sheet as a rectangle of cells that knows where it stands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any


@lru_cache(maxsize=1024)
def column_letters(index: int) -> str:
    """Letters of a column counted from 0: 0 is A, 26 is AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


@dataclass(frozen=True, slots=True)
class Grid:
    """The used range of one sheet: `rows[r][c]` is the cell `r` rows and `c` columns from its top left corner.

    Blank cells are ''. `top` and `left` say how many rows and columns precede the range. `merges` gives ranges
    (first row, first column, last row, last column) counted like `rows`; it is asked only where headings are new.
    """

    sheet: str
    rows: list[list[Any]]
    top: int = 0
    left: int = 0
    merges: Callable[[], list[tuple[int, int, int, int]]] = list

    def cell(self, row: int, column: int) -> str:
        """The address of a cell, such as «G12»."""
        return f"{column_letters(column + self.left)}{row + self.top + 1}"

    def row_number(self, row: int) -> int:
        """The number of a row as the spreadsheet prints it."""
        return row + self.top + 1
