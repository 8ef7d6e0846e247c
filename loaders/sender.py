"""The unit that a form names in its head: «Đơn vị báo cáo: …»."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from loaders.folding import bare, clean
from loaders.grid import Grid
from loaders.heads import words

_RECIPIENT = re.compile(r"\s[-–]?\s*(?:đơn vị|cơ quan) nhận báo cáo.*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Sender:
    """The reporting unit as written (None where the head does not say), where it stands, and its code beside it."""

    name: str | None
    sheet: str
    cell: str
    code: str | None = None


def find_sender(grid: Grid, start: int, stop: int) -> Sender:
    """The sender of a form, with the code that its head gives beside the name."""
    found = _named(grid, start, stop)
    codes = (
        clean(line.partition(":")[2])
        for row in grid.rows[start:stop]
        for cell in row
        if type(cell) is str
        for line in cell.splitlines()
        if bare(line.partition(":")[0]) in words("codes")
    )
    return replace(found, code=next(filter(None, codes), None))


def _named(grid: Grid, start: int, stop: int) -> Sender:
    """The sender among the rows of a title: behind a colon, on the next line of the cell, or in the cell beside it."""
    for at in range(start, stop):
        for column, cell in enumerate(grid.rows[at]):
            if type(cell) is not str or not cell:
                continue
            lines = cell.splitlines()
            for i, line in enumerate(lines):
                label, _, rest = line.partition(":")
                if bare(label) not in words("senders"):
                    continue
                name = _RECIPIENT.sub("", clean(rest)).rstrip(" .;,") or clean(" ".join(lines[i + 1 : i + 2]))
                if not name or ":" in name:
                    name = next((clean(right) for right in grid.rows[at][column + 1 :] if type(right) is str and right), "")
                if name:
                    return Sender(name, grid.sheet, grid.cell(at, column))
    return Sender(None, grid.sheet, grid.cell(start, 0))
