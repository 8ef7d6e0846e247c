"""From a figure to the workbook cells behind it."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

import indicators
from base.period import parse_period
from indicators import Cell, Scope
from store import reading
from ui import answers, notes
from ui.tables import Column, pick
from ui.view import View


def sources(view: View, codes: Sequence[str], unit: str | None = None) -> None:
    """Lets the reader choose one of the page's indicators and lists file, sheet and cell of every value behind it."""
    with st.expander(view.say("sources.title"), icon=":material/account_tree:"):
        chosen = st.pills(
            view.say("sources.choose"), codes, key="source",
            format_func=lambda code: notes.name_of(answers.indicator(code), view.language))
        if chosen is None:
            return
        st.caption(notes.definition_of(answers.indicator(chosen), view.language))
        cells = _cells(view.version, view.programme, chosen, view.period.label, unit, view.group, view.place)
        rows = [{"unit": c.unit, "value": c.value, "field": c.field, "file": c.file, "sheet": c.sheet, "cell": c.cell}
                for c in cells]
        headings = ("unit", "value", "field", "file", "sheet", "cell")
        pick(view, "cells", rows, [Column(name, view.say(f"cell.{name}")) for name in headings])


@st.cache_resource(max_entries=200, show_spinner=False)
def _cells(
    version: str, programme: str, code: str, label: str, unit: str | None, group: str | None, place: str | None,
) -> tuple[Cell, ...]:
    with reading() as reader:
        return tuple(indicators.explain(
            reader, code, period=parse_period(label), unit=unit, scope=Scope(group=group, parent=place), programme=programme))
