"""The form that names a programme: this one, or a new one that begins with its name."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from ui.house import programme_name, programmes
from ui.view import View

NEW = ""


@dataclass(frozen=True, slots=True)
class Named:
    """What the reader typed: the programme's code, its name, who leads it, and who says so."""

    code: str
    title: str
    lead: str
    who: str


def named(view: View) -> Named | None:
    """A form to name a programme or to open a new one; gives what was typed, when it is sent."""
    say = view.say
    known = {programme.code: programme for programme in programmes()}
    with st.expander(say("titling.title"), icon=":material/edit:"):
        st.caption(say("titling.note"))
        chosen = st.selectbox(
            say("titling.which"),
            [*known, NEW],
            index=list(known).index(view.programme) if view.programme in known else 0,
            format_func=lambda code: programme_name(known[code], say) if code else say("titling.new"),
            key="titling-which",
        )
        before = known.get(chosen)
        code_side, title_side = st.columns([1, 3])
        code = code_side.text_input(
            say("titling.code"), chosen, disabled=chosen != NEW, max_chars=40, key=f"titling-code-{chosen}"
        )
        title = title_side.text_input(
            say("titling.name"), (before and before.title) or "", max_chars=200, key=f"titling-name-{chosen}"
        )
        lead_side, who_side = st.columns(2)
        lead = lead_side.text_input(
            say("titling.lead"), (before and before.lead) or "", max_chars=200, key=f"titling-lead-{chosen}"
        )
        who = who_side.text_input(say("approval.who"), key="who", max_chars=120, placeholder=say("upload.who_hint")).strip()
        ready = bool(code.strip() and title.strip() and who)
        if st.button(say("titling.keep"), key="titling-keep", disabled=not ready, type="primary"):
            return Named(code, title, lead, who)
    return None
