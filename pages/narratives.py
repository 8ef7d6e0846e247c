"""Narratives: what difficulties do units meet, and what do they ask for?"""

from functools import partial

import streamlit as st

import desk
from ui.approval import once
from ui.formats import number
from ui.narratives import across, by_theme, found, passages, said, seek, told
from ui.recoding import Recoded, recoded
from ui.tiles import lead
from ui.view import current

view = current()
say = view.say

lead(said(view, told(view, every=False)))
if done := st.session_state.pop("done", None):
    st.success(done, icon=":material/check:")
sought = seek(view)
narratives = found(view, sought)
if not narratives:
    st.caption(say("narratives.none_found" if sought.narrows or sought.every else "narratives.none_written"))
    st.stop()

by_theme(view, sought, narratives)
across(view, narratives)

st.subheader(say("narratives.passages", count=number(len(narratives), view.language)), anchor=False)
shown = passages(view, sought, narratives)


def keep(typed: Recoded) -> str:
    """Keeps the themes of a passage, and says so."""
    desk.code_passage(typed.body, typed.themes, who=typed.who, reason=typed.reason, programme=view.programme)
    return say("recoding.done")


if not view.meeting and (typed := recoded(view, shown, narratives)):
    once(view, partial(keep, typed))
