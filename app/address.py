"""Keeps the reader's choices when the menu opens another page: it does so without parameters, here they are put back."""

from __future__ import annotations

import streamlit as st

PARAMETERS = ("lang", "period", "place", "group")
_KEPT = "address"


def recall(page: str) -> None:
    """Puts the last choices back into the address of a page that was opened without any; keeps those it has."""
    kept: dict[str, str] = st.session_state.get(_KEPT, {})
    if kept.get("page") not in (None, page) and not any(name in st.query_params for name in PARAMETERS):
        for name in PARAMETERS:
            if name in kept:
                st.query_params[name] = kept[name]
    st.session_state[_KEPT] = {"page": page} | {name: st.query_params[name] for name in PARAMETERS if name in st.query_params}
