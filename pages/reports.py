"""Reports: who has reported, who has not, and what was found in the reports?"""

from __future__ import annotations

from functools import partial

import streamlit as st

import desk
from indicators import Held
from reports import reminders
from ui.approval import once
from ui.held import held_values
from ui.looking import reading
from ui.reporting import MEASURES, answer, by_group, findings, grid, loads, over_time, overdue, reminded, tiles
from ui.sources import sources
from ui.view import current

view = current()
say = view.say
TABS = ("grid", "overdue", "groups", "findings", "loads")


def decide(held: Held, value: str, who: str, reason: str) -> str:
    """Keeps what a held value is, and says so."""
    kept = desk.decide(held.report_id, held.sheet, held.cell or "", value, who=who, reason=reason, programme=view.programme)
    return say("correcting.done", version=kept.version)


def made(form: str) -> bytes:
    """The reminder as a letter or a list, made when the reader asks for it."""
    with reading(view.version) as reader:
        return reminders(reader, view.period, view.programme, form=form, scope=view.scope, today=view.today)


answer(view)
tiles(view)
if done := st.session_state.pop("done", None):
    st.success(done, icon=":material/check:")
if decided := held_values(view):
    once(view, partial(decide, *decided))

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
