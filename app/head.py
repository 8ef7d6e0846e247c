"""The head of every page: its question, what is being looked at, and whether the data are the shipped sample."""

from __future__ import annotations

from html import escape

import streamlit as st

from app.menu import Entry
from base.settings import PROJECT
from ui import meetings, two_tone
from ui.formats import day, moment, period_days, period_name
from ui.house import group_name
from ui.plan import plan
from ui.view import View

_LONGEST_ECHO = 40


def show(view: View, entry: Entry, unknown: list[str]) -> None:
    """Question, context, label of the sample, and a calm word about what the address asked for and nobody knows."""
    say = view.say
    st.title(say(f"{entry.name}.question"), anchor=False)
    parts = [view.programme_name]
    parts += (
        []
        if view.empty
        else [
            f"{period_name(view.period, view.language)} ({period_days(view.period, view.language)})",
            view.place_name or say("pick.everywhere"),
            group_name(view.group, view.language) if view.group else say("pick.every_group"),
            say("units.context", day=day(view.units_on, view.language)) if view.units_on and entry.adds_up else "",
            say("head.loaded", moment=moment(view.loaded_at, view.language)),
            two_tone.in_short(view),
        ]
    )
    sample = f'<p class="sample"><b>{escape(say("sample.label"))}</b>{escape(say("sample.sentence"))}</p>' if view.sample else ""
    spans = "".join(f"<span>{escape(part)}</span>" for part in parts if part)
    st.html(f'<div class="qms"><p class="context">{spans}</p>{sample}</div>')
    if view.meeting:
        meetings.band(view)
    if view.units_on:
        st.caption(say("units.added_up" if entry.adds_up else "units.not_added_up"))
    if unknown:
        asked = ", ".join(f"«{text[:_LONGEST_ECHO]}»" for text in unknown)
        st.html(f'<p class="qms notice" role="status">{escape(say("address.unknown", asked=asked))}</p>')


def leave_meeting(view: View) -> None:
    """Says that a page is about today, and how to get there from what a meeting saw."""
    st.html(f'<p class="qms lead">{escape(view.say("meeting.writes"))}</p>')
    st.button(view.say("meeting.leave"), key="leave-meeting", icon=":material/today:", on_click=meetings.leave)


def invite(view: View) -> None:
    """What to do while there is no report: the plan of a programme that has one, the way in, the sample for an empty store."""
    say = view.say
    if view.loaded_at is not None:
        st.html(f'<p class="qms lead">{escape(say("empty.programme"))}</p>')
        plan(view)
        st.page_link(PROJECT / "pages" / "upload.py", label=say("empty.upload"), icon=":material/upload_file:")
        return
    st.html(f'<p class="qms lead">{escape(say("empty.sentence"))}</p>')
    st.page_link(PROJECT / "pages" / "upload.py", label=say("empty.upload"), icon=":material/upload_file:")
    st.html(f'<p class="qms">{escape(say("empty.sample"))}</p>')
    st.code("python -m loaders sample", language=None)
