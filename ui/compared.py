"""What is compared with what: the pickers of an indicator and of the moment beside which it is laid."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

import streamlit as st

import indicators
import store
from base.period import Period
from indicators import BASES, Meeting, Moment, Movement, Scope
from ui import answers, notes
from ui.address import picker
from ui.formats import day, period_name
from ui.meetings import frozen
from ui.view import View

NOW, MEETING = "now", "meeting-"
FIRST = "adoption_rate"


@dataclass(frozen=True, slots=True)
class Compared:
    """An indicator at two moments, each with its words; `same_units`: like for like."""

    code: str
    before: Moment
    after: Moment
    before_name: str
    after_name: str
    same_units: bool


def choose(view: View) -> Compared | None:
    """The pickers of indicator, base and like for like; None where there is nothing earlier to compare with."""
    say = view.say
    code_side, base_side = st.columns([3, 2])
    with code_side:
        names = {code: notes.name_of(one, view.language) for code, one in indicators.catalogue().items()}
        code, _ = picker("code", say("change.indicator"), list(names), FIRST, names.__getitem__)
    meetings = {f"{MEETING}{one.load_id}": one for one in frozen(view.programme) if one != view.meeting}
    options = [*([NOW] if view.meeting else []), *BASES, *meetings]
    with base_side:
        base, _ = picker("base", say("change.base"), options, options[0], lambda key: _name(view, key, meetings.get(key)))
    same = st.toggle(say("change.same"), key="same-units", help=say("change.same_help"))
    ends = _ends(view, base, meetings.get(base))
    return Compared(code, *ends, same) if ends else None


def movement(view: View, asked: Compared, by: str = "total") -> Movement:
    """The movement of the view's units; remembered for the newest version, whichever state the page is about."""
    ends, scope = (asked.before, asked.after), replace(view.scope, units_on=None)
    return _movement(store.version(), view.programme, asked.code, ends, by, scope, asked.same_units)


def _ends(view: View, base: str, meeting: Meeting | None) -> tuple[Moment, Moment, str, str] | None:
    upto = view.meeting.upto if view.meeting else None
    here, after = period_name(view.period, view.language), Moment(view.period, upto)
    if base == NOW and view.meeting:
        at_meeting = view.say("change.at_meeting", period=here, name=_short(view, view.meeting))
        return after, Moment(view.period), at_meeting, view.say("change.today", period=here)
    if meeting:
        period = period_name(meeting.period, view.language)
        there = view.say("change.at_meeting", period=period, name=_short(view, meeting))
        return Moment(meeting.period, meeting.upto), after, there, here
    earlier = _base_of(view, base)
    return (Moment(earlier, upto), after, period_name(earlier, view.language), here) if earlier else None


def _base_of(view: View, base: str) -> Period | None:
    found: Period | None = answers.record(view, "base_period", view.period, base)
    return found


def _name(view: View, key: str, meeting: Meeting | None) -> str:
    if meeting:
        return view.say("change.base_meeting", name=_short(view, meeting))
    earlier = _base_of(view, key) if key in BASES else None
    return view.say(f"change.base_{key}") + (f" ({period_name(earlier, view.language)})" if earlier else "")


def _short(view: View, meeting: Meeting) -> str:
    return f"{meeting.name}, {day(meeting.held_on, view.language)}"


@lru_cache(300)
def _movement(
    version: str, programme: str, code: str, ends: tuple[Moment, Moment], by: str, scope: Scope, same_units: bool
) -> Movement:
    with store.reading() as reader:
        return indicators.decompose(reader, code, *ends, by=by, scope=scope, same_units=same_units, programme=programme)
