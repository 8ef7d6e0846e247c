"""The pickers of the hall: language, programme, period, place, list of units, group. What they show comes from the address and
goes back to it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import streamlit as st

from base import clock
from base.period import Period
from indicators import Meeting, Programme
from ui.address import ALL, choice, picker, write
from ui.formats import day, period_name
from ui.house import House, ended, group_name, programme_name
from ui.links import open_programme
from ui.view import TODAY, USUAL
from ui.words import DEFAULT, LANGUAGES, Words


def pick_language() -> str:
    """The reader's language: the address, else Vietnamese."""
    chosen, _ = choice("lang", list(LANGUAGES), DEFAULT)
    st.session_state["lang"] = chosen
    return chosen


def show_language(say: Words) -> None:
    """The switch between the languages."""
    st.segmented_control(
        say("pick.language"),
        list(LANGUAGES),
        key="lang",
        format_func=LANGUAGES.__getitem__,
        required=True,
        on_change=write,
        args=("lang",),
        label_visibility="collapsed",
        width="stretch",
    )


def pick_programme(say: Words, known: Sequence[Programme]) -> tuple[Programme, str | None]:
    """The chosen programme, and the unknown one of the address, if any. The picker is shown where there are several."""
    codes = {programme.code: programme for programme in known}
    chosen, unknown = choice("programme", list(codes), first(known))
    if len(codes) > 1:
        st.session_state["programme"] = chosen
        names = {code: programme_name(programme, say) for code, programme in codes.items()}
        st.selectbox(say("pick.programme"), list(codes), key="programme", format_func=names.__getitem__, on_change=_move)
    return codes[chosen], unknown


def first(known: Sequence[Programme]) -> str:
    """The programme that is shown where nobody chose: the usual one, else that which was loaded first."""
    codes = [programme.code for programme in known]
    return USUAL if USUAL in codes else codes[0]


def _move() -> None:
    open_programme(st.session_state["programme"])


def pick_meeting(known: Sequence[Meeting]) -> tuple[Meeting | None, str | None]:
    """The meeting whose figures are looked at (None: today's), and the unknown one of the address, if any."""
    numbers = {str(meeting.load_id): meeting for meeting in known}
    chosen, unknown = choice("meeting", [ALL, *numbers], ALL)
    st.session_state["meeting"] = chosen
    return numbers.get(chosen), unknown


def show_meetings(say: Words, known: Sequence[Meeting]) -> None:
    """The list of meetings, where one is frozen; choosing one goes to its quarter."""
    if known:
        numbers = {str(meeting.load_id): meeting for meeting in known}
        names = {key: f"{one.name} · {day(one.held_on, say.language)}" for key, one in numbers.items()} | {ALL: say("pick.today")}
        options = [ALL, *numbers]
        st.selectbox(say("pick.meeting"), options, key="meeting", format_func=names.__getitem__, on_change=_meet, args=(numbers,))


def _meet(numbers: Mapping[str, Meeting]) -> None:
    write("meeting")
    if chosen := numbers.get(st.session_state["meeting"]):
        st.query_params["period"] = chosen.period.label


def _told(period: Period, house: House, say: Words) -> str:
    name = period_name(period, say.language)
    return say("pick.silent", period=name) if period in house.silent else name


def pick_period(say: Words, house: House, default: Period | None = None) -> tuple[Period, str | None]:
    """The chosen quarter, newest first in the list, and the unknown label of the address, if any.

    A quarter that has ended and of which nobody has reported can be chosen too: it is the one to remind people of.
    """
    labels = {period.label: period for period in reversed((*house.periods, *house.silent))}
    chosen, unknown = picker(
        "period",
        say("pick.period"),
        list(labels),
        default.label if default and default.label in labels else house.default_period.label,
        lambda label: _told(labels[label], house, say),
    )
    if unknown is None:
        st.query_params["period"] = chosen
    return labels[chosen], unknown


def pick_place(say: Words, house: House) -> tuple[str | None, str | None]:
    """The chosen place (id of a unit with units below it; None for everywhere), and the unknown one of the address."""
    chosen, unknown = picker(
        "place", say("pick.place"), [ALL, *house.places], ALL, lambda key: _place(say, house, key) or say("pick.everywhere")
    )
    return chosen or None, unknown


def _place(say: Words, house: House, key: str) -> str:
    """A place in the list; one that has ended says when."""
    if key not in house.places:
        return ""
    return house.places[key] + ended(house.units[key], say)


def pick_units(say: Words, house: House) -> tuple[date | None, str | None]:
    """The day on whose list of units figures are added up (None: every period on its own), and an unknown text of the
    address. Shown where units followed others.
    """
    chosen, unknown = choice("units", [ALL, TODAY], ALL)
    if not house.arranged:
        return None, unknown
    st.session_state["units"] = chosen
    st.radio(
        say("pick.units"),
        [ALL, TODAY],
        key="units",
        format_func=lambda key: say("pick.units_today" if key else "pick.units_then"),
        on_change=write,
        args=("units",),
        help=say("pick.units_help"),
    )
    return clock.today() if chosen else None, unknown


def pick_group(say: Words, house: House) -> tuple[str | None, str | None]:
    """The chosen group of units (None for all), and the unknown one of the address."""
    chosen, unknown = picker(
        "group",
        say("pick.group"),
        [ALL, *house.groups],
        ALL,
        lambda group: group_name(group, say.language) if group else say("pick.every_group"),
    )
    return chosen or None, unknown
