"""The sheets that we put into workbooks ourselves, and how they are known when a workbook comes back with them."""

from __future__ import annotations

from loaders.grid import Grid

NAME = "Kết quả kiểm tra"  # the first sheet of a reply
LISTS = "QMS"  # the hidden sheet of a template: the words to choose from, and the version of the form
MARK = "QMS-TRA-LOI"
FORM_MARK = "QMS-MAU"
_MARKED_ROWS = 3


def is_our_own(grid: Grid) -> bool:
    """Whether a sheet is one that we wrote ourselves: by its name, and by the mark in its first rows."""
    mark = MARK if grid.sheet.startswith(NAME) else FORM_MARK if grid.sheet == LISTS else None
    if mark is None:
        return False
    return any(type(cell) is str and mark in cell for row in grid.rows[:_MARKED_ROWS] for cell in row)
