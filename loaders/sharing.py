"""Several tables on one sheet: which rows belong to which, and where a heading is only repeated."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from loaders.grid import Grid
from loaders.matches import Match
from loaders.rowkinds import says_total

_MOST_BLANK = 2


def share_out(grid: Grid, found: Sequence[Match]) -> list[Match]:
    """The matches of one sheet with the rows that belong to each: a title belongs to the table below it.

    A heading that is repeated among the rows of its table, as at the top of a printed page, begins no new table.
    """
    begins = [0, *(_title_of(grid, above, below) for above, below in itertools.pairwise(found))]
    ends = [*begins[1:], len(grid.rows)]
    shared = [replace(match, begin=begin, end=end) for match, begin, end in zip(found, begins, ends, strict=True)]
    joined: list[Match] = []
    for match in shared:
        if joined and _goes_on(grid, joined[-1], match):
            above = joined[-1]
            joined[-1] = replace(above, end=match.end, skip=above.skip | frozenset(range(match.begin, match.first)))
        else:
            joined.append(match)
    return joined


def _goes_on(grid: Grid, above: Match, below: Match) -> bool:
    if above.layout is not below.layout or above.columns != below.columns or above.layout.kind == "labels":
        return False
    if _texts(grid, below) not in ([], _texts(grid, above)):
        return False
    last = next((at for at in range(below.begin - 1, above.first, -1) if not _is_blank(grid.rows[at])), above.first)
    return not any(map(says_total, grid.rows[last]))


def _texts(grid: Grid, match: Match) -> list[Any]:
    return [cell for row in grid.rows[match.begin : match.header] for cell in row if cell != ""]


def _title_of(grid: Grid, above: Match, below: Match) -> int:
    """The first row of the title over a heading: the text rows right above it, up to the next blank row."""
    at = below.header
    while at > above.first and _is_blank(grid.rows[at - 1]) and below.header - at < _MOST_BLANK:
        at -= 1
    top = at
    while top > above.first and _is_title(grid.rows[top - 1]):
        top -= 1
    return top if top < at else below.header


def _is_blank(row: list[Any]) -> bool:
    return row.count("") == len(row)


def _is_title(row: list[Any]) -> bool:
    """Whether a row may belong to a title: one to three texts, no figure, no total."""
    filled = [cell for cell in row if cell != ""]
    return 0 < len(filled) <= 3 and all(type(cell) is str for cell in filled) and not any(map(says_total, filled))
