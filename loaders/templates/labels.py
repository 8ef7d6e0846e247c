"""The sheet of labels of form F1: what a unit says of itself, one label a row, with what is known already filled in."""

from __future__ import annotations

from typing import Any

from loaders.rules.workbooks import LISTED
from loaders.templates.book import Book
from loaders.templates.checks import list_formula, list_result
from loaders.templates.columns import FIXED, Column, kind_word, labels_of, words

Json = dict[str, Any]
FIRST = 4  # the row under the headings, from 0
_LABEL, _VALUE, _NOTE, _CHECK = 1, 2, 3, 4


def write_labels(
    book: Book,
    declared: Json,
    version: str,
    period: str,
    values: Json,
    *,
    listed: dict[str, int],
    place: tuple[str, str],
    groups: tuple[str, ...],
) -> None:
    """Writes the sheet. `listed` counts the known procedures by kind; `place` is the sheet and range their kinds stand in;
    `groups` are the groups of units of the programme.
    """
    sheet = book.sheet(declared["name"], version)
    for i, width in enumerate(declared["widths"]):
        sheet.set_column(i, i, width)
    sheet.set_row(0, 40)
    book.span(sheet, (0, 0, 0, _NOTE), declared["title"], "title")
    book.span(sheet, (1, 0, 1, _NOTE), period, "period")
    for i, text in enumerate(declared["columns"]):
        book.put(sheet, FIRST - 1, i, text, "head")
    labels = labels_of(declared["layout"], groups)
    for i, column in enumerate(labels):
        _write_label(book, sheet, i, column, values)
        kind = LISTED.get(column.field)
        if kind:
            cell = f"C{FIRST + i + 1}"
            formula = list_formula(cell, *place, kind_word(declared["lists"], kind))
            result = list_result(values.get(column.field), listed.get(kind, 0))
            sheet.write_formula(FIRST + i, _CHECK, formula, book.look("check"), result)
    book.span(sheet, (FIRST + len(labels) + 1, 0, FIRST + len(labels) + 1, _NOTE), words()["hint"], "hint")
    sheet.freeze_panes(FIRST, 0)


def _write_label(book: Book, sheet: Any, i: int, column: Column, values: Json) -> None:
    at = FIRST + i
    fixed = column.field in FIXED and column.field in values
    sheet.set_row(at, 20)
    book.put(sheet, at, 0, i + 1, "ordinal")
    book.put(sheet, at, _LABEL, column.heads[-1], "label")
    look = f"labelled {column.type}" if column.type in {"count", "date", "million"} else "choice" if column.choices else "text"
    book.put(sheet, at, _VALUE, values.get(column.field), "label" if fixed else look)
    book.put(sheet, at, _NOTE, None, "text")
    book.put(sheet, at, _CHECK, None, "check")
    if not fixed:
        book.restrict(sheet, (at, _VALUE, at, _VALUE), column)
