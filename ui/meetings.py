"""Meetings: which are frozen, the band that says a page shows what one of them saw, and the form that freezes another."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from html import escape

import streamlit as st

import indicators
import store
from base.settings import PROJECT
from indicators import Meeting
from ui.formats import day, moment, period_name
from ui.view import View


@dataclass(frozen=True, slots=True)
class Frozen:
    """What the reader typed to freeze a meeting."""

    name: str
    held_on: date
    who: str


def frozen(programme: str) -> tuple[Meeting, ...]:
    """The meetings of a programme that are frozen as of now, newest first."""
    return _frozen(store.version(), programme)


def band(view: View) -> None:
    """Says that the page shows what a meeting saw, with the ways to the difference and back to today."""
    if view.meeting is None:
        return
    say, meeting = view.say, view.meeting
    told = {
        "name": meeting.name,
        "day": day(meeting.held_on, view.language),
        "period": period_name(meeting.period, view.language),
        "moment": moment(meeting.seen_at, view.language),
    }
    st.html(f'<p class="qms notice meeting" role="status">{escape(say("meeting.band", **told))}</p>')
    with st.container(horizontal=True, vertical_alignment="center"):
        st.page_link(
            PROJECT / "pages" / "change.py",
            label=say("meeting.difference"),
            icon=":material/waterfall_chart:",
            query_params=view.address() | {"base": "now"},
        )
        st.button(say("meeting.leave"), key="meeting-leave", type="tertiary", icon=":material/today:", on_click=leave)


def leave() -> None:
    """Back to what is known today."""
    st.query_params.pop("meeting", None)
    st.query_params.pop("base", None)


def freezing(view: View) -> Frozen | None:
    """A form that keeps what is known now under the name of a meeting; gives what was typed, when the reader keeps it."""
    say = view.say
    with st.expander(say("meeting.freeze"), icon=":material/ac_unit:"):
        st.caption(say("meeting.freeze_note", period=period_name(view.period, view.language)))
        name_side, day_side, who_side = st.columns([3, 1, 2])
        name = name_side.text_input(say("meeting.name"), key="meeting-name", max_chars=120, placeholder=say("meeting.name_hint"))
        held_on = day_side.date_input(say("meeting.day"), view.today, key="meeting-day", format="DD/MM/YYYY")
        who = who_side.text_input(say("approval.who"), key="who", max_chars=120, placeholder=say("upload.who_hint"))
        off = not (name.strip() and who.strip())
        if st.button(say("meeting.keep"), key="meeting-keep", disabled=off, type="primary"):
            return Frozen(name, held_on, who)
    return None


@lru_cache(40)
def _frozen(store_version: str, programme: str) -> tuple[Meeting, ...]:
    with store.reading() as reader:
        return indicators.meetings(reader, programme)
