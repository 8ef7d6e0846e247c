"""A table of the places of the view, or of the units of one place; picking a row goes one step deeper."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from ui import answers, notes
from ui.formats import decimals, drawn
from ui.links import open_place, open_unit
from ui.tables import Column, Width, pick
from ui.view import View


def breakdown(view: View, key: str, codes: Sequence[str]) -> None:
    """Indicators by place; by unit where the view is of one place already."""
    say = view.say
    by = "unit" if view.place else "parent"
    st.subheader(say("place.units" if view.place else "place.title"), anchor=False)
    found = {code: answers.rows(view, code, by) for code in codes}
    rows = []
    for place in dict.fromkeys(place for answer in found.values() for place, cell in answer.items() if cell.expected):
        row: dict[str, object] = {"place": place}
        for code, answer in found.items():
            if cell := answer.get(place):
                row |= {"name": notes.row_name(view, cell), code: drawn(cell.value, answers.indicator(code).format)}
        told = max((answer[place] for answer in found.values() if place in answer), key=lambda cell: cell.reported)
        row["coverage"] = f"{told.reported}/{told.expected}"
        rows.append(row)
    wide: Width | None = "large" if view.units_on else None if view.place else "medium"
    columns = [Column("name", say("table.unit" if view.place else "table.place"), width=wide)]
    for code in codes:
        form = answers.indicator(code).format
        shape = "share" if form == "percent" else "mean" if decimals(form) else "count"
        columns.append(Column(code, notes.short_name(view, code), shape))
    if not view.place:
        columns.append(Column("coverage", say("table.coverage"), "number"))
    chosen = pick(view, key, rows, columns, hint=say("place.open_unit" if view.place else "place.open"))
    if chosen and chosen["place"]:  # units without a superior are no place of their own
        (open_unit if view.place else open_place)(view, str(chosen["place"]))
