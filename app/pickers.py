"""The pickers of the hall: language, period, place and group. What they show comes from the address, and goes back to it."""

from __future__ import annotations

import streamlit as st

from app import address
from base.period import Period
from ui.formats import period_name
from ui.house import group_name
from ui.words import DEFAULT, LANGUAGES, Words

ALL = ""


def pick_language() -> str:
    """The reader's language: the address, else Vietnamese."""
    chosen, _ = address.choice("lang", list(LANGUAGES), DEFAULT)
    st.session_state["lang"] = chosen
    return chosen


def show_language(say: Words) -> None:
    """The switch between the languages."""
    st.segmented_control(
        say("pick.language"), list(LANGUAGES), key="lang", format_func=LANGUAGES.__getitem__, required=True,
        on_change=address.write, args=("lang",), label_visibility="collapsed", width="stretch")


def pick_period(say: Words, periods: list[Period], default: Period) -> tuple[Period, str | None]:
    """The chosen quarter, newest first in the list, and the unknown label of the address, if any."""
    labels = {period.label: period for period in reversed(periods)}
    chosen, unknown = address.choice("period", list(labels), default.label)
    if unknown is None:
        st.query_params["period"] = chosen
    st.session_state["period"] = chosen
    st.selectbox(say("pick.period"), list(labels), key="period", on_change=address.write, args=("period",),
                 format_func=lambda label: period_name(labels[label], say.language))
    return labels[chosen], unknown


def pick_place(say: Words, places: dict[str, str]) -> tuple[str | None, str | None]:
    """The chosen place (id of a unit with units below it; None for everywhere), and the unknown one of the address."""
    chosen, unknown = address.choice("place", [ALL, *places], ALL)
    st.session_state["place"] = chosen
    st.selectbox(say("pick.place"), [ALL, *places], key="place", on_change=address.write, args=("place",),
                 format_func=lambda key: places.get(key) or say("pick.everywhere"))
    return chosen or None, unknown


def pick_group(say: Words, groups: list[str]) -> tuple[str | None, str | None]:
    """The chosen group of units (None for all), and the unknown one of the address."""
    chosen, unknown = address.choice("group", [ALL, *groups], ALL)
    st.session_state["group"] = chosen
    st.selectbox(say("pick.group"), [ALL, *groups], key="group", on_change=address.write, args=("group",),
                 format_func=lambda group: group_name(group, say.language) if group else say("pick.every_group"))
    return chosen or None, unknown
