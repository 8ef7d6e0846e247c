"""Reports: who has reported, who has not, and what was found in the reports?"""

from functools import partial

import streamlit as st

import desk
from indicators import Held
from ui import answers
from ui.approval import once
from ui.formats import number, percent, period_name
from ui.held import held_values
from ui.reporting import findings, grid, loads, missing, tiles
from ui.sources import sources
from ui.tiles import lead
from ui.view import current

view = current()
say = view.say
language = view.language


def decide(held: Held, value: str, who: str, reason: str) -> str:
    """Keeps what a held value is, and says so."""
    kept = desk.decide(held.report_id, held.sheet, held.cell or "", value, who=who, reason=reason, programme=view.programme)
    return say("correcting.done", version=kept.version)


row = answers.total(view, "submission_rate")
if row is not None and row.whole:
    absent = row.whole - (row.part or 0)
    fields = {
        "period": period_name(view.period, language),
        "reported": number(row.part, language),
        "expected": number(row.whole, language),
        "rate": percent(row.value, language),
        "missing": number(absent, language),
    }
    lead(say("reports.lead" if absent else "reports.lead_all", **fields))

tiles(view)
if done := st.session_state.pop("done", None):
    st.success(done, icon=":material/check:")
if decided := held_values(view):
    once(view, partial(decide, *decided))

by_quarter, absentees, found, history = st.tabs([say(f"reports.{name}") for name in ("grid", "missing", "findings", "loads")])
with by_quarter:
    grid(view)
with absentees:
    missing(view)
with found:
    findings(view)
with history:
    loads(view)

sources(view, ("submission_rate", "values_held"))
