"""Puts figures on the page; each is built once for a version of the data, a filter and a language."""

from __future__ import annotations

from collections.abc import Callable

import plotly.graph_objects as go
import streamlit as st

from ui.figures import PLOT
from ui.view import View


def chart(view: View, key: str, title: str, build: Callable[[], go.Figure], *, note: str = "") -> None:
    """A titled chart. `key` names it on the page; `build` runs only where no reader has asked for the same before."""
    st.subheader(title, anchor=False)
    if note:
        st.caption(note)
    asked = (*sorted(view.address().items()), view.units_on)
    figure = _kept(view.version, view.programme, key, asked, build)
    st.plotly_chart(figure, key=f"chart-{key}", config=PLOT, alt=f"{title}. {note}".strip())


@st.cache_resource(max_entries=1000, show_spinner=False)
def _kept(version: str, programme: str, key: str, asked: tuple, _build: Callable[[], go.Figure]) -> go.Figure:
    return _build()
