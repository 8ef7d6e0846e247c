"""Tables: one to pick a row from, one to read; numbers in the reader's format; downloads safe to open in Excel."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from html import escape
from typing import Any, Literal

import pandas as pd
import streamlit as st

from ui.formats import DAY_PATTERN, NOTHING, number, percent
from ui.view import View

Width = Literal["small", "medium", "large"] | int
ROW_PIXELS = 35
WRITTEN: dict[str, Callable[..., str]] = {"count": number, "mean": partial(number, digits=1), "share": percent}
FEW_COLUMNS = 3  # more do not fit beside each other on a telephone
# What a spreadsheet would run as a formula, in the usual and the full-width forms.
_LIVE = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "﹢", "﹣", "﹦", "﹫")
_WRITTEN_NUMBER = re.compile(r"[+-]?\d[\d.,]*\s?%?")
# What a spreadsheet may strip, or take for the quotes of the file, before it looks for these.
_SKIPPED = "\"'‘’“”`\ufeff\u200b\u200c\u200d\u2060"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: the field of the row, its heading, and how it is written: 'text', 'number' (text set
    right), 'count', 'mean', 'share' or 'day'; `width` in words, or in pixels where a row is picked.
    """

    field: str
    heading: str
    shape: str = "text"
    width: Width | None = None


def pick(
    view: View, key: str, rows: Sequence[dict[str, Any]], columns: Sequence[Column], *, tall: int = 12, hint: str = ""
) -> dict[str, Any] | None:
    """A sortable table; returns the row of the cell that the reader picked, else None. Offers the rows as CSV."""
    if not rows:
        st.caption(view.say("table.empty"))
        return None
    if hint:
        st.caption(hint)
    frame = pd.DataFrame([[row.get(c.field) for c in columns] for row in rows], columns=[c.heading for c in columns])
    event = st.dataframe(
        _written(frame, columns, view.language),
        hide_index=True,
        # a new view makes a new table, so that a choice made in the old one is not taken for one in the new
        key="-".join(["table", key, *view.address().values()]),
        on_select="rerun",
        selection_mode="single-cell",
        height=ROW_PIXELS * (min(len(rows), tall) + 1) + 3,
        row_height=ROW_PIXELS,
        placeholder=NOTHING,
        column_config={
            c.heading: st.column_config.DateColumn(width=c.width, format=DAY_PATTERN[view.language])
            if c.shape == "day"
            else st.column_config.Column(width=c.width, alignment=None if c.shape == "text" else "right")
            for c in columns
        },
    )
    download(view, key, rows, columns)
    chosen = event["selection"]["cells"]
    return rows[chosen[0][0]] if chosen and chosen[0][0] < len(rows) else None


def plain(rows: Sequence[dict[str, Any]], columns: Sequence[Column], language: str) -> None:
    """A table to read, every text escaped; one of many columns becomes a card a row on a narrow screen."""
    head = "".join(f"<th{_css(c)}>{escape(c.heading)}</th>" for c in columns)
    opened = [f'<td{_css(c)} data-label="{escape(c.heading)}">' for c in columns]
    body = "".join(
        "<tr>"
        + "".join(f"{td}{escape(_text(row.get(c.field), c.shape, language))}</td>" for td, c in zip(opened, columns, strict=True))
        + "</tr>"
        for row in rows
    )
    kind = "qms plain cards" if len(columns) > FEW_COLUMNS else "qms plain"
    st.html(f'<div class="{kind}"><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>')


def download(view: View, key: str, rows: Sequence[dict[str, Any]], columns: Sequence[Column]) -> None:
    """A button that gives the rows as CSV; the file is only made when the reader asks for it."""
    st.download_button(
        view.say("table.download"),
        data=lambda: csv_of(rows, columns),
        file_name=f"{key}_{view.period.label}.csv",
        mime="text/csv",
        key=f"csv-{key}",
        icon=":material/download:",
        type="tertiary",
        on_click="ignore",
    )


def csv_of(rows: Sequence[dict[str, Any]], columns: Sequence[Column]) -> bytes:
    """CSV that Excel opens right: byte-order mark, text that could run as a formula made harmless, numbers as numbers."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([harmless(c.heading) for c in columns])
    writer.writerows([[_in_file(row.get(c.field), c) for c in columns] for row in rows])
    return out.getvalue().encode("utf-8-sig")


def _in_file(value: Any, column: Column) -> Any:
    """A number that is already written out stays one in its column, also a negative one."""
    written = column.shape != "text" and isinstance(value, str) and _WRITTEN_NUMBER.fullmatch(value)
    return value if written else harmless(value)


def harmless(value: Any) -> Any:
    """Text that a spreadsheet would run gets an apostrophe in front; numbers stay numbers, also negative ones."""
    if isinstance(value, str) and _is_live(value):
        return "'" + value
    return "" if value is None else value


def _is_live(text: str) -> bool:
    start = next(
        (i for i, letter in enumerate(text) if letter > " " and not letter.isspace() and letter not in _SKIPPED), len(text)
    )
    return text.startswith(_LIVE, start) or (not text.isprintable() and text[:1] in ("\t", "\r", "\n", "\x00"))


def _written(frame: pd.DataFrame, columns: Sequence[Column], language: str) -> Any:
    shapes: dict[Any, Any] = {c.heading: partial(WRITTEN[c.shape], language=language) for c in columns if c.shape in WRITTEN}
    for heading in shapes:
        frame[heading] = pd.to_numeric(frame[heading])
    return frame.style.format(shapes) if shapes else frame


def _text(value: Any, shape: str, language: str) -> str:
    if shape in WRITTEN:
        return WRITTEN[shape](value, language=language)
    return "" if value is None else str(value)


def _css(column: Column) -> str:
    names = [*(["num"] if column.shape != "text" else []), *([column.width] if isinstance(column.width, str) else [])]
    return f' class="{" ".join(names)}"' if names else ""
