"""Puts a known right value into a cell before the workbook is understood; only where the known wrong one still stands."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from loaders.folding import clean
from loaders.grid import Grid

_CELL = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_NOWHERE = "–"


def replaced(grids: Sequence[Grid], mend: Mapping[str, str]) -> str | None:
    """Replaces one cell (`sheet`, `cell`) that holds `found` by `used`; None where it did, else what stands there."""
    grid = next((grid for grid in grids if grid.sheet == mend["sheet"]), None)
    place = _CELL.fullmatch(mend["cell"])
    if grid is None or place is None:
        return _NOWHERE
    row, column = int(place[2]) - 1 - grid.top, _index(place[1]) - grid.left
    if not (0 <= row < len(grid.rows) and 0 <= column < len(grid.rows[row])):
        return _NOWHERE
    raw = grid.rows[row][column]
    if not _holds(raw, mend["found"]):
        return _shown(raw)
    used = mend["used"]
    grid.rows[row][column] = float(used) if used.isascii() and used.isdigit() else used
    return None


def _index(letters: str) -> int:
    found = 0
    for letter in letters:
        found = found * 26 + ord(letter) - 64
    return found - 1


def _holds(raw: Any, found: str) -> bool:
    if isinstance(raw, float | int) and not isinstance(raw, bool):
        try:
            return float(found.replace(",", ".")) == raw
        except ValueError:
            return False
    return _shown(raw) == clean(found)


def _shown(raw: Any) -> str:
    if isinstance(raw, date):
        return raw.strftime("%d/%m/%Y")
    return clean(raw) if isinstance(raw, str) else f"{raw:.10g}".replace(".", ",") if isinstance(raw, float) else str(raw)
