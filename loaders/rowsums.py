"""Which rows of a table sum up which others: group rows, totals of a part and of the whole, rows over their sub-numbers."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from typing import Any

from loaders import values
from loaders.folding import fold
from loaders.layouts import Layout

_WHOLE = re.compile(r"^(?:tổng cộng|tổng số|tổng|cộng|cộng chung|tổng số chung)\s*[:.]*(?:\s*\(.*\))?$|^tổng cộng toàn\b")
_SUB_ORDINAL = re.compile(r"^(\d{1,3})\.(\d{1,3})\.?$")


@dataclass(slots=True)
class Sum:
    """A row that holds, or may hold, the sums of the data rows from `first` to before `last` (counted among them)."""

    at: int
    style: str
    first: int
    last: int = 0


@dataclass(slots=True)
class Sorted:
    """The rows of a table by kind, as rows of the grid; `blocks` are rows of free text with their topic.

    `groups` open a group, `sums` were told apart from data by their numbering or figures, `sections` are totals of some
    rows, `totals` of all; `parts` only break down the row above them.
    """

    rows: list[int] = field(default_factory=list)
    groups: list[Sum] = field(default_factory=list)
    sums: list[Sum] = field(default_factory=list)
    sections: list[Sum] = field(default_factory=list)
    totals: list[int] = field(default_factory=list)
    nameless: list[int] = field(default_factory=list)
    parts: list[int] = field(default_factory=list)
    texts: list[int] = field(default_factory=list)
    blocks: list[tuple[str, int]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Columns:
    """Which columns of a table number a row, name it, hold anything, hold anything but its name, hold counts."""

    number: int | None
    keys: list[int]
    mapped: list[int]
    others: list[int]
    counts: list[int]


def settle(found: Sorted, rows: list[list[Any]], columns: Columns, layout: Layout) -> None:
    """What only the rows together can say: which rows are sums of the rows below them, and what each total sums."""
    if columns.number is not None and found.rows:
        _find_sums(found, rows, columns, layout)
    _end_groups(found)
    before = 0
    # groups and totals stand in the order of their rows, and so do the data rows before them: no list is walked twice
    places, firsts = [group.at for group in found.groups], [group.first for group in found.groups]
    for i, total in enumerate(found.sections):
        above = total.first  # data rows above the total
        more = i + 1 < len(found.sections) and found.sections[i + 1].first == above
        total.first, total.last = 0, len(found.rows)
        if above and (above < len(found.rows) or more or not _is_whole(rows[total.at])):
            opened = bisect_left(firsts, above, 0, bisect_left(places, total.at))
            total.first, total.last = max(before, firsts[opened - 1] if opened else 0), above
            before = above
    everything = (0, len(found.rows))
    found.totals = [total.at for total in found.sections if (total.first, total.last) == everything]
    found.sections = [total for total in found.sections if (total.first, total.last) != everything]


def _is_whole(row: list[Any]) -> bool:
    return any(type(cell) is str and _WHOLE.match(fold(cell)) is not None for cell in row)


def _end_groups(found: Sorted) -> None:
    """The data rows of a group end where the next group of its own or a higher style begins."""
    ranks = {style: rank for rank, style in enumerate(dict.fromkeys(group.style for group in found.groups))}
    next_of_rank = [len(found.rows)] * len(ranks)
    for group in reversed(found.groups):
        mine = ranks[group.style]
        group.last = min(next_of_rank[: mine + 1])
        next_of_rank[mine] = group.first


def _find_sums(found: Sorted, rows: list[list[Any]], columns: Columns, layout: Layout) -> None:
    """Takes out of the data what sums up other rows: 1 over 1.1 and 1.2, and an unnumbered row over numbered ones."""
    ordinals = [rows[at][columns.number or 0] for at in found.rows]
    if set(map(type, ordinals)) == {float} and all(map(float.is_integer, ordinals)):
        return
    figures = [[_figure(rows[at][column]) for column in columns.counts] for at in found.rows]
    for i in range(len(ordinals) - 2, -1, -1):
        last, numbered = _below(ordinals, i)
        if last == i + 1 or (not numbered and last == i + 2):
            continue
        equal = _adds_up(figures[i], figures[i + 1 : last])
        bare_name = rows[found.rows[i]].count("") >= len(rows[found.rows[i]]) - 2
        # A unit over its parts keeps its row unless it is their sum; fields of work under one number always belong to it.
        if equal or (numbered and (layout.entry != "row" or bare_name)):
            at = found.rows.pop(i)
            del ordinals[i], figures[i]
            for group in (*found.groups, *found.sections, *found.sums):
                group.first -= group.first > i
                group.last -= group.last > i
            found.sums.append(Sum(at, "sum", i, last - 1))


def _below(ordinals: list[Any], i: int) -> tuple[int, bool]:
    """Where the rows end that a row may sum: its sub-numbers, or for a row without a number the numbered ones below."""
    last = i + 1
    head = _whole_number(ordinals[i])
    if head is not None:
        while last < len(ordinals) and _parent_number(ordinals[last]) == head:
            last += 1
    elif ordinals[i] == "":
        while last < len(ordinals) and ordinals[last] != "":
            last += 1
    return last, head is not None


def _whole_number(ordinal: Any) -> int | None:
    if type(ordinal) is float:
        return None if ordinal % 1 else int(ordinal)
    text = str(ordinal).strip().rstrip(".)/")
    return int(text) if text.isdigit() else None


def _parent_number(ordinal: Any) -> int | None:
    if type(ordinal) is float:
        return int(ordinal) if ordinal % 1 else None
    found = _SUB_ORDINAL.match(str(ordinal).strip())
    return int(found[1]) if found else None


def _adds_up(whole: list[int | None], parts: list[list[int | None]]) -> bool:
    """Whether the figures of a row are the sums of other rows; zeros alone prove nothing."""
    told = [i for i, figure in enumerate(whole) if figure is not None]
    return any(whole[i] for i in told) and all(whole[i] == sum(part[i] or 0 for part in parts) for i in told)


def _figure(cell: Any) -> int | None:
    found = values.count(cell) if cell != "" else None
    return found if type(found) is int else None
