"""Reports: who has reported, who has not, and what was found in the reports?"""

from __future__ import annotations

import streamlit as st

from reports import reminders
from store import reading
from ui.held import held_values
from ui.reporting import MEASURES, answer, by_group, findings, grid, loads, over_time, overdue, reminded, tiles
from ui.sources import sources
from ui.view import current

view = current()
say = view.say
TABS = ("grid", "overdue", "groups", "findings", "loads")


def made(form: str) -> bytes:
    """The reminder as a letter or a list, made when the reader asks for it."""
    with reading() as reader:
        return reminders(reader, view.period, view.programme, form=form, scope=view.scope)


answer(view)
tiles(view)
held_values(view)

by_quarter, absentees, groups, found, history = st.tabs([say(f"reports.{name}") for name in TABS])
with by_quarter:
    grid(view)
with absentees:
    reminded(view, made)
    overdue(view)
with groups:
    by_group(view)
    over_time(view)
with found:
    findings(view)
with history:
    loads(view)

sources(view, (*MEASURES, "values_held"))
