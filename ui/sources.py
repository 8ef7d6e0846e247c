"""From a figure to the workbook cells behind it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache

import streamlit as st

import indicators
from base.period import parse_period
from indicators import Cell, Scope
from ui import answers, notes
from ui.formats import day, period_name
from ui.links import open_unit
from ui.looking import reading
from ui.tables import Column, pick
from ui.view import View

HEADINGS = ("unit", "value", "field", "file", "sheet", "cell", "period")


def sources(view: View, codes: Sequence[str], unit: str | None = None) -> None:
    """Lets the reader choose one of the page's indicators and lists file, sheet and cell of every value behind it."""
    with st.expander(view.say("sources.title"), icon=":material/account_tree:"):
        chosen = st.pills(
            view.say("sources.choose"),
            codes,
            key="source",
            format_func=lambda code: notes.name_of(answers.indicator(code), view.language),
        )
        if chosen is None:
            return
        st.caption(notes.definition_of(answers.indicator(chosen), view.language))
        cells = cells_of(view, chosen, unit) if unit else cells_in_view(view, chosen)
        mixed = len({type(c.value) for c in cells}) > 1
        rows = [
            {
                "unit_id": c.unit,
                "unit": c.unit_name,
                "value": day(c.value, view.language) if isinstance(c.value, date) else str(c.value) if mixed else c.value,
                "field": field_name(view, c.field),
                "period": period_name(parse_period(c.period), view.language) if c.period else "",
                "file": c.file,
                "sheet": c.sheet,
                "cell": c.cell,
            }
            for c in cells
        ]
        chosen_row = pick(view, f"cells-{chosen}", rows, [Column(name, view.say(f"cell.{name}")) for name in HEADINGS])
        if chosen_row and chosen_row["unit_id"]:
            open_unit(view, chosen_row["unit_id"])


def field_name(view: View, field: str) -> str:
    """A field of a report in the reader's words, where the dictionary or the words files have them."""
    if answers.known(field):
        return notes.name_of(answers.indicator(field), view.language)
    return view.say.sentences.get(f"field.{field}", field)


def field_names(view: View, fields: Mapping[str, Mapping[str, str]]) -> dict[str, dict[str, str]]:
    """The names of fields by layout: in Vietnamese as the forms print them, else in the reader's words where there are any."""
    if view.language == "vi":
        return {layout: dict(names) for layout, names in fields.items()}

    def told(field: str, printed: str) -> str:
        short = field.rpartition(".")[2]
        named = field_name(view, short)
        return printed if named == short else named

    return {layout: {field: told(field, printed) for field, printed in names.items()} for layout, names in fields.items()}


def cells_of(view: View, code: str, unit: str) -> tuple[Cell, ...]:
    """The cells behind one figure of one unit in the view's period."""
    return _cells(view.version, view.programme, code, view.period.label, unit, Scope(conversion=view.conversion))


def cells_in_view(view: View, code: str) -> tuple[Cell, ...]:
    """The cells behind a figure of the view's place and group."""
    return _cells(view.version, view.programme, code, view.period.label, None, view.scope)


@lru_cache(2000)
def _cells(version: str, programme: str, code: str, label: str, unit: str | None, scope: Scope) -> tuple[Cell, ...]:
    with reading(version) as reader:
        return tuple(indicators.explain(reader, code, period=parse_period(label), unit=unit, scope=scope, programme=programme))
