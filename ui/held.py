"""Values that stay out of every figure until someone decides."""

from __future__ import annotations

import streamlit as st

from ui import answers
from ui.tables import Column, plain
from ui.view import View


def held_values(view: View) -> None:
    """A note with the values of the view's period that wait for a decision, their cells and candidates; nothing where none wait."""
    waiting = answers.record(view, "held_values", view.period, view.scope)
    if not waiting:
        return
    say = view.say
    with st.expander(say("held.title", count=len(waiting)), icon=":material/help:"):
        st.caption(say("held.sentence"))
        rows = [{"raw": h.raw, "candidates": h.candidates, "unit": h.unit, "file": h.file, "sheet": h.sheet, "cell": h.cell}
                for h in waiting]
        plain(rows, [Column("raw", say("held.raw")), Column("candidates", say("held.candidates"))]
              + [Column(name, say(f"cell.{name}")) for name in ("unit", "file", "sheet", "cell")], view.language)
