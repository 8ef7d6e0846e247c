"""Keeps the reader's choices when the menu opens another page: it does so without parameters, here they are put back."""

from __future__ import annotations

import streamlit as st

PARAMETERS = ("lang", "programme", "period", "place", "group", "units", "meeting")
_KEPT = "address"


def recall() -> None:
    """Puts the last choices back into an address that came without any. A picked quarter always stands there, so an
    address without parameters is either a first visit or the menu's.
    """
    if not any(name in st.query_params for name in PARAMETERS):
        for name, value in st.session_state.get(_KEPT, {}).items():
            st.query_params[name] = value


def remember() -> None:
    """Keeps the choices that the address holds now."""
    st.session_state[_KEPT] = {name: st.query_params[name] for name in PARAMETERS if name in st.query_params}
