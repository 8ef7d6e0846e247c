"""Programmes: where does each of them stand, and what is the plan of this one?"""

from functools import partial

import streamlit as st

import desk
from ui.abreast import abreast
from ui.approval import once
from ui.formats import literal, number
from ui.house import programmes
from ui.links import open_programme
from ui.plan import plan
from ui.register import register
from ui.tiles import lead
from ui.titling import Named, named
from ui.view import current

view = current()
say = view.say
known = programmes()

lead(say("programmes.lead", count=number(len(known), view.language)) if len(known) > 1 else say("programmes.lead_one"))
if done := st.session_state.pop("done", None):
    st.success(done, icon=":material/check:")
abreast(view)
st.caption(say("programmes.brackets"))
if len(known) > 1:
    st.caption(say("programmes.never_added"))
    st.markdown(say("programmes.this_one", programme=literal(view.programme_name)))

plan(view)
register(view)


def keep(asked: Named) -> str:
    """Keeps what a programme is called, goes to it, and says so."""
    desk.entitle(asked.code, asked.title, lead=asked.lead, who=asked.who)
    open_programme(asked.code)
    return say("programmes.kept", title=asked.title)


if typed := named(view):
    once(view, partial(keep, typed))
