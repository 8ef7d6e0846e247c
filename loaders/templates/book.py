"""A template being written: its formats, its lists to choose from, what may be typed into a cell."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import xlsxwriter

from loaders.own_sheet import FORM_MARK, LISTS
from loaders.templates.columns import Column, words

_BASE = {"font_name": "Times New Roman", "font_size": 11, "valign": "vcenter"}
_CELL = {"border": 1, "border_color": "#808080"}
_TYPED = {**_CELL, "bg_color": "#FFFBE6", "locked": False}  # a cell to fill in
_INK, _HEAD, _GREY = "#1F3864", "#DCE6F1", "#595959"
LOOKS: dict[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 14, "align": "center", "font_color": _INK, "text_wrap": True},
    "period": {"italic": True, "align": "center", "font_size": 12},
    "mark": {"bold": True},
    "plain": {"text_wrap": True},
    "hint": {"italic": True, "font_size": 10, "font_color": _GREY},
    "head": {"bold": True, **_CELL, "align": "center", "text_wrap": True, "bg_color": _HEAD},
    "numbering": {"italic": True, **_CELL, "align": "center", "font_size": 9, "font_color": _GREY},
    "label": {**_CELL, "text_wrap": True, "indent": 1},
    "ordinal": {**_CELL, "align": "center"},
    "group": {**_CELL, "bold": True, "indent": 1, "bg_color": "#F2F2F2"},
    "total": {**_CELL, "bold": True, "num_format": "#,##0", "bg_color": "#F2F2F2"},
    "check": {**_CELL, "align": "center", "font_size": 10, "font_color": _GREY},
    "sign": {"bold": True, "align": "center"},
    "sign_here": {"italic": True, "align": "center"},
    "text": {**_TYPED, "text_wrap": True, "num_format": "@", "indent": 1},
    "body": {**_TYPED, "text_wrap": True, "valign": "top"},
    "choice": {**_TYPED, "text_wrap": True, "indent": 1},
    "edition_mark": {**_TYPED, "align": "center"},
    "count": {**_TYPED, "num_format": "#,##0"},
    "date": {**_TYPED, "num_format": "dd/mm/yyyy", "align": "center"},
    "skip": {**_TYPED, "align": "center"},
    "million": {**_TYPED, "num_format": "#,##0.##"},
    "labelled million": {**_TYPED, "num_format": "#,##0.##", "align": "left", "indent": 1},
    "labelled count": {**_TYPED, "num_format": "#,##0", "align": "left", "indent": 1},
    "labelled date": {**_TYPED, "num_format": "dd/mm/yyyy", "align": "left", "indent": 1},
}
_MAY = {"format_columns": True, "format_rows": True, "format_cells": True, "sort": True, "autofilter": True}


class Book:
    """One workbook: texts are written as texts, whatever they begin with; counts as numbers; dates as dates."""

    def __init__(self) -> None:
        self._target = io.BytesIO()
        options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
        self.book = xlsxwriter.Workbook(self._target, options)
        self._formats: dict[str, Any] = {}
        self._lists: dict[tuple[str, ...], str] = {}

    def look(self, name: str) -> Any:
        """A format by its name."""
        if name not in self._formats:
            self._formats[name] = self.book.add_format(_BASE | LOOKS[name])
        return self._formats[name]

    def sheet(self, name: str, version: str) -> Any:
        """A sheet on A4, landscape, as wide as the page, its labels protected without a password."""
        made = self.book.add_worksheet(name)
        made.set_landscape()
        made.set_paper(9)
        made.fit_to_pages(1, 0)
        made.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        made.center_horizontally()
        made.hide_gridlines(2)
        made.set_footer(words()["footer"].format(version=version))
        made.protect("", _MAY)
        return made

    def put(self, sheet: Any, row: int, column: int, value: Any, look: str) -> None:
        """Writes one cell by what the value is."""
        form = self.look(look)
        if value is None or value == "":
            sheet.write_blank(row, column, None, form)
        elif isinstance(value, bool | int | float):
            sheet.write_number(row, column, value, form)
        elif isinstance(value, date):
            sheet.write_datetime(row, column, value, form)
        else:
            sheet.write_string(row, column, str(value), form)

    def span(self, sheet: Any, place: tuple[int, int, int, int], text: str, look: str) -> None:
        """Writes a text over a range of cells, merged where it is more than one."""
        row, column, last_row, last_column = place
        if (row, column) == (last_row, last_column):
            self.put(sheet, row, column, text, look)
        else:
            sheet.merge_range(*place, "", self.look(look))
            self.put(sheet, row, column, text, look)

    def restrict(self, sheet: Any, place: tuple[int, int, int, int], column: Column) -> None:
        """Says what may be typed into the cells of a column: one of a list, a count, a date."""
        said = words()
        rule: dict[str, Any] | None = None
        if column.choices:
            title, text = said["list_title"], said["list_text"]
            rule = {"validate": "list", "source": self._list(column.choices)}
        elif column.type == "count":
            title, text = said["count_title"], said["count_text"]
            rule = {"validate": "integer", "criteria": ">=", "value": 0}
        elif column.type == "million":
            title, text = said["million_title"], said["million_text"]
            rule = {"validate": "decimal", "criteria": ">=", "value": 0}
        elif column.type == "date":
            title, text = said["date_title"], said["date_text"]
            rule = {"validate": "date", "criteria": ">=", "value": date(1990, 1, 1)}
        if rule:
            sheet.data_validation(*place, rule | {"error_title": title, "error_message": text})

    def _list(self, choices: tuple[str, ...]) -> str:
        column = list(self._lists).index(choices) if choices in self._lists else len(self._lists)
        letter = chr(ord("B") + column)
        return self._lists.setdefault(choices, f"='{LISTS}'!${letter}$2:${letter}${len(choices) + 1}")

    def closed(self, version: str) -> bytes:
        """The workbook as a file, with its hidden sheet of lists and the version of the form."""
        hidden = self.book.add_worksheet(LISTS)
        hidden.write_string(0, 0, f"{FORM_MARK} {version}")
        for column, choices in enumerate(self._lists, 1):
            for row, word in enumerate(choices, 1):
                hidden.write_string(row, column, word)
        hidden.protect()
        hidden.very_hidden()
        self.book.define_name("QMS_MAU", f'="{version}"')
        self.book.set_custom_property("QMS_MAU", version)
        self.book.close()
        return self._target.getvalue()
