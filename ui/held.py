"""Values that stay out of every figure until someone decides."""

from __future__ import annotations

import streamlit as st

from indicators import Held
from ui import answers
from ui.correcting import decision
from ui.sources import field_name
from ui.tables import Column, plain
from ui.view import View


def held_values(view: View) -> tuple[Held, str, str, str] | None:
    """The values up to the view's period that wait for a decision, with their candidates; nothing where none wait.

    Gives the one that the reader decided, with its value, who and why.
    """
    waiting: tuple[Held, ...] = answers.record(view, "held_values", view.period, view.scope)
    if not waiting:
        return None
    say = view.say
    with st.expander(say("held.title", count=len(waiting)), icon=":material/help:"):
        st.caption(say("held.sentence"))
        rows = [
            {
                "raw": held.raw,
                "candidates": held.candidates,
                "unit": held.unit,
                "field": field_name(view, held.field),
                "file": held.file,
                "sheet": held.sheet,
                "cell": held.cell,
            }
            for held in waiting
        ]
        columns = [Column(name, say(f"held.{name}")) for name in ("raw", "candidates")]
        columns += [Column(name, say(f"cell.{name}")) for name in ("unit", "field", "file", "sheet", "cell")]
        plain(rows, columns, view.language)
        if view.meeting:
            return None
        st.subheader(say("correcting.decide"), anchor=False)
        return decision(view, waiting)
