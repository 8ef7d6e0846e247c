"""Coding a passage by hand: which themes it speaks of, who says so and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from base.themes import themes
from indicators import Narrative
from ui.view import View


@dataclass(frozen=True, slots=True)
class Recoded:
    """A passage and its themes by hand; None: its own words decide again."""

    body: str
    themes: tuple[str, ...] | None
    who: str
    reason: str


def recoded(view: View, shown: Sequence[str], narratives: Sequence[Narrative]) -> Recoded | None:
    """A form for one of the passages shown; gives what was typed, when the reader keeps it."""
    if not shown:
        return None
    say = view.say
    known = {one.body: one for one in narratives}
    with st.expander(say("recoding.title"), icon=":material/label:"):
        st.caption(say("recoding.note"))
        body = st.selectbox(say("recoding.which"), shown, key="recoding-which")
        chosen = st.multiselect(
            say("narratives.theme"),
            list(themes()),
            [code for code in known[body].themes if code in themes()],
            key=f"recoding-{body}",
            format_func=lambda code: themes()[code].name(view.language),
            placeholder=say("narratives.unclassified"),
        )
        who_side, why_side = st.columns([1, 2])
        who = who_side.text_input(say("approval.who"), key="who", max_chars=120, placeholder=say("upload.who_hint")).strip()
        reason = why_side.text_input(say("correcting.reason"), key="recoding-reason", max_chars=300).strip()
        with st.container(horizontal=True):
            off = not (who and reason)
            keep = st.button(say("recoding.keep"), key="recoding-keep", type="primary", disabled=off)
            back = known[body].coded is not None and st.button(say("recoding.withdraw"), key="recoding-back", disabled=off)
        if keep or back:
            return Recoded(body, None if back else tuple(chosen), who, reason)
    return None
