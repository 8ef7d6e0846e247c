"""A table sheet of a template: head, headings as the layout says, rows to fill in, checks, a total, a place to sign."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from xlsxwriter.utility import xl_col_to_name, xl_rowcol_to_cell

from loaders.layouts import Identity
from loaders.templates.book import Book
from loaders.templates.checks import row_formula, row_result
from loaders.templates.columns import FIXED, Column, columns_of, identities_of, words
from loaders.templates.columns import declared as declared_layout

Json = dict[str, Any]
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")


@dataclass(frozen=True, slots=True)
class Head:
    """What stands above a table: the period as a line, and what is said of the sender at the right."""

    period: str
    lines: tuple[str, ...] = ()


# Rows of a form that lists units where no unit is known: it is filled in from nothing.
EMPTY_ROWS = 20


@dataclass(frozen=True, slots=True)
class Group:
    """Rows under a heading of their own; without one where the form has no groups."""

    title: str | None
    rows: list[Json]


@dataclass(slots=True)
class _Table:
    """The sheet as it grows downwards."""

    book: Book
    sheet: Any
    columns: list[Column]
    widths: list[float]
    identities: list[tuple[Identity, bool, str]]
    rows: list[tuple[int, Json]]

    @property
    def width(self) -> int:
        return len(self.columns)


def write_table(book: Book, declared: Json, version: str, head: Head, groups: Sequence[Group]) -> tuple[int, int]:
    """Writes one sheet; gives the first and last row (from 1) that can hold data."""
    columns = columns_of(declared)
    names = [column.field for column in columns]
    identities = [
        (identity, identity.kind == "within", str(names.index(identity.whole) + 1))
        for identity in identities_of(declared["layout"], names)
    ]
    table = _Table(book, book.sheet(declared["name"], version), columns, declared["widths"], identities, [])
    for i, width in enumerate(declared["widths"]):
        table.sheet.set_column(i, i, width)
    top = _write_head(table, declared, head)
    first = _write_headings(table, declared, top)
    last = _write_rows(table, declared, first, groups)
    at = last + 1
    if "total" in declared:
        _write_total(table, declared["total"], at)
        at += 1
    if declared.get("blocks"):
        at = _write_blocks(table, declared["layout"], at + 1)
    if declared.get("signed"):
        _write_signatures(table, at + 1)
    table.sheet.freeze_panes(first, 3 if declared.get("grouped") else 2)
    table.sheet.repeat_rows(top, first - 1)
    return first + 1, last + 1


def _write_head(table: _Table, declared: Json, head: Head) -> int:
    """The letterhead; gives the row of the first heading."""
    book, sheet, last = table.book, table.sheet, table.width - 1
    left, right = (2, last - 3) if "mark" in declared else (0, last)
    lines = [*([declared["measure"]] if "measure" in declared else [])]
    if "mark" in declared:
        book.span(sheet, (0, 0, 0, 1), declared["mark"], "mark")
        for i, text in enumerate([*head.lines, *lines]):
            book.span(sheet, (i, last - 2, i, last), text, "plain")
    sheet.set_row(0, 34 if "mark" in declared else 24)
    book.span(sheet, (0, left, 0, right), declared["title"], "title")
    book.span(sheet, (1, left, 1, right), head.period, "period")
    return 4 if "mark" in declared else 3


def _write_headings(table: _Table, declared: Json, top: int) -> int:
    """The rows of headings, merged as forms print them; gives the first row below."""
    book, sheet, columns = table.book, table.sheet, table.columns
    depth = max(len(column.heads) for column in columns)
    for level in range(depth):
        at = 0
        for _, same in itertools.groupby(columns, key=lambda column: (column.heads[: level + 1], len(column.heads) - 1 <= level)):
            count = len(list(same))
            heads = columns[at].heads
            if level == len(heads) - 1:
                for i in range(at, at + count):
                    book.span(sheet, (top + level, i, top + depth - 1, i), columns[i].heads[level], "head")
            elif level < len(heads) - 1:
                book.span(sheet, (top + level, at, top + level, at + count - 1), heads[level], "head")
            at += count
    for level in range(depth):
        sheet.set_row(top + level, 48 if level == depth - 1 else 34 if level == 0 and depth == 2 else 20)
    if table.identities:
        book.span(sheet, (top, table.width, top + depth - 1, table.width), words()["check"], "head")
        sheet.set_column(table.width, table.width, 20)
    if declared.get("numbering"):
        for i in range(table.width):
            book.put(sheet, top + depth, i, i + 1, "numbering")
        return top + depth + 1
    return top + depth


def _write_rows(table: _Table, declared: Json, first: int, groups: Sequence[Group]) -> int:
    """All rows, filled and spare; gives the last one."""
    at = first
    for roman, group in zip(_numerals(groups), groups, strict=True):
        if group.title is not None:
            table.sheet.set_row(at, 22)
            table.book.put(table.sheet, at, 0, roman, "group")
            table.book.span(table.sheet, (at, 1, at, table.width - 1), group.title, "group")
            at += 1
        for i, row in enumerate(group.rows, 1):
            _write_row(table, at, {"number": i} | row)
            at += 1
    nobody = not any(group.rows for group in groups)
    for _ in range(declared.get("spare", EMPTY_ROWS if nobody else 0)):
        _write_row(table, at, {})
        at += 1
    last = max(at - 1, first)
    for i, column in enumerate(table.columns):
        if column.field not in FIXED:
            table.book.restrict(table.sheet, (first, i, last, i), column)
    _paint_checks(table, first, last)
    return last


def _numerals(groups: Sequence[Group]) -> Iterator[str]:
    return itertools.islice(itertools.chain(_ROMAN, map(str, itertools.count(13))), len(groups))


def _write_row(table: _Table, at: int, row: Json) -> None:
    table.rows.append((at, row))
    table.sheet.set_row(at, _height(table, row))
    known = "unit_name" in row
    for i, column in enumerate(table.columns):
        fixed = known and column.field in FIXED
        look = "ordinal" if fixed and column.field == "number" else "label" if fixed else _look_of(column)
        table.book.put(table.sheet, at, i, row.get(column.field), look)
    if table.identities:
        cells = {column.field: xl_rowcol_to_cell(at, i) for i, column in enumerate(table.columns)}
        formula, result = row_formula(table.identities, cells), row_result(table.identities, row)
        table.sheet.write_formula(at, table.width, formula, table.book.look("check"), result)


def _height(table: _Table, row: Json) -> float:
    """A height that shows the longest text of a row whole: not every program fits heights by itself."""
    lines = [
        len(str(row[column.field])) / width
        for column, width in zip(table.columns, table.widths, strict=True)
        if column.field in row
    ]
    return 4 + 15.0 * (1 + int(max(lines, default=0) * 1.05))


def _look_of(column: Column) -> str:
    return (
        column.type
        if column.type in {"count", "date", "edition_mark", "million", "skip"}
        else "choice"
        if column.choices
        else "text"
    )


def _paint_checks(table: _Table, first: int, last: int) -> None:
    if not table.identities:
        return
    place = (first, table.width, last, table.width)
    good = table.book.book.add_format({"font_color": "#006100", "bold": True})
    bad = table.book.book.add_format({"font_color": "#9C0006", "bg_color": "#FFC7CE", "bold": True})
    said = words()
    for text, look in ((said["fits"], good), (said["off"].strip(), bad)):
        table.sheet.conditional_format(*place, {"type": "text", "criteria": "begins with", "value": text, "format": look})


def _write_total(table: _Table, named: str, at: int) -> None:
    """The total row: sums for counts, numbers of marks; what is filled in by now stands in it as its result."""
    first, last = table.rows[0][0] + 1, table.rows[-1][0] + 1
    table.sheet.set_row(at, 22)
    for i, column in enumerate(table.columns):
        span = f"{xl_col_to_name(i)}{first}:{xl_col_to_name(i)}{last}"
        told = [row[column.field] for _, row in table.rows if row.get(column.field) is not None]
        if column.field == named:
            table.book.put(table.sheet, at, i, words()["total"], "total")
        elif column.type == "count":
            table.sheet.write_formula(at, i, f"=SUM({span})", table.book.look("total"), sum(told))
        elif column.type == "edition_mark":
            table.sheet.write_formula(at, i, f'=COUNTIF({span},"x")', table.book.look("total"), len(told))
        else:
            table.book.put(table.sheet, at, i, None, "total")


def _write_blocks(table: _Table, layout: str, at: int) -> int:
    """Free text under headings of its own; gives the row after them."""
    last = table.width - 1
    for heads in declared_layout(layout)["block"].values():
        table.book.span(table.sheet, (at, 0, at, last), heads[0], "group")
        table.book.span(table.sheet, (at + 1, 0, at + 1, last), "", "body")
        table.sheet.set_row(at + 1, 90)
        at += 3
    return at


def _write_signatures(table: _Table, at: int) -> None:
    """Places to sign, never under a column that names rows: what stands there would be read as a row."""
    said, last = words(), table.width - 1
    for row, left, right, look in (
        (at, said["reporter"], said["head_of_unit"], "sign"),
        (at + 1, said["sign_here"], said["seal_here"], "sign_here"),
    ):
        table.book.span(table.sheet, (row, 0, row, 1), left, look)
        table.book.span(table.sheet, (row, last - 3, row, last), right, look)
