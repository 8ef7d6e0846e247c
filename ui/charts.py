"""Puts figures on the page; each is built once for a version of the data, a filter and a language."""

from __future__ import annotations

from collections.abc import Callable

import plotly.graph_objects as go
import streamlit as st

from ui.figures import PLOT
from ui.memory import kept
from ui.view import View

Build = Callable[[], go.Figure | None]


def chart(view: View, key: str, title: str, build: Build, *, note: str = "") -> None:
    """A titled chart. `key` names it on the page; `build` runs only where no reader has asked for the same before, and gives
    None where nobody told anything that could be drawn: a sentence stands there then, no empty axes.
    """
    st.subheader(title, anchor=False)
    figure = kept((view, "chart", key), build)
    if figure is None:
        st.caption(view.say("empty.chart"))
        return
    if note:
        st.caption(note)
    st.plotly_chart(figure, key=f"chart-{key}", config=PLOT, alt=f"{title}. {note}".strip())
