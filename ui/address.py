"""Choices that live in the address of a page, so that a link restores them. The address is the truth: each run reads it,
and a picker's change is written there first.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

ALL = ""
FIRST_LANGUAGE = "vi"


def choice(name: str, options: Sequence[str], default: str) -> tuple[str, str | None]:
    """The option that the address names, and the unknown text that it held instead, if any."""
    text = st.query_params.get(name)
    if text is None or text in options:
        return text or default, None
    return default, text


def picker(name: str, label: str, options: Sequence[str], default: str, written: Callable[[str], str]) -> tuple[str, str | None]:
    """A list to choose from whose choice stands in the address under `name`; returns the choice and an unknown text."""
    chosen, unknown = choice(name, options, default)
    st.session_state[name] = chosen
    st.selectbox(label, options, key=name, format_func=written, on_change=write, args=(name,))
    return chosen, unknown


def write(name: str) -> None:
    """Carries a new choice into the address; 'all' and the first language leave no trace there."""
    chosen = st.session_state[name]
    if chosen in (None, ALL, FIRST_LANGUAGE):
        st.query_params.pop(name, None)
    else:
        st.query_params[name] = chosen
