"""The address of the page holds the view, so that a link restores it.

The address is the truth: each run reads it, and a picker's change is written there first. The menu opens pages without
parameters; then what the reader last asked for is put back.
"""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

PARAMETERS = ("lang", "period", "place", "group")
_KEPT = "address"


def recall(page: str) -> None:
    """Puts the reader's last choices back into the address when the menu has opened another page without any."""
    kept: dict[str, str] = st.session_state.get(_KEPT, {})
    if kept.get("page") not in (None, page) and not any(name in st.query_params for name in PARAMETERS):
        for name in PARAMETERS:
            if name in kept:
                st.query_params[name] = kept[name]
    remember(page)


def remember(page: str) -> None:
    """Keeps the choices that the address holds now."""
    st.session_state[_KEPT] = {"page": page} | {name: st.query_params[name] for name in PARAMETERS if name in st.query_params}


def choice(name: str, options: Sequence[str], default: str) -> tuple[str, str | None]:
    """The option that the address names, and the unknown text that it held instead, if any."""
    text = st.query_params.get(name)
    if text is None or text in options:
        return text or default, None
    return default, text


def write(name: str) -> None:
    """Carries a picker's new choice into the address; 'all' and the first language leave no trace there."""
    chosen = st.session_state[name]
    if chosen in (None, "", "vi"):
        st.query_params.pop(name, None)
    else:
        st.query_params[name] = chosen
