"""Claims: are the numbers that a text states those of the rows?"""

import streamlit as st

from ui import claims
from ui.formats import number
from ui.tiles import lead
from ui.view import USUAL, current

view = current()
say = view.say

sample = claims.example() if view.sample and view.programme == USUAL else ""
text = st.text_area(say("claims.text"), sample, height=200, key="claims-text", placeholder=say("claims.hint"))
if sample and text.strip() == sample:
    st.html(f'<p class="qms sample"><b>{say("claims.example")}</b>{say("claims.example_note")}</p>')
if view.place or view.group:
    st.caption(say("claims.everywhere"))

found = claims.claims_of(view, text)
if not found:
    lead(say("claims.no_number" if text.strip() else "claims.empty"))
    st.stop()
if len(found) == claims.MOST:
    st.caption(say("claims.most", count=number(claims.MOST, view.language)))

confirmed = st.session_state.get("claims-confirmed")
if confirmed is None or confirmed[0] != text:
    # The shipped example names its indicators itself; of any other text the reader confirms what its words suggest.
    known = all(claim.indicator for claim in found)
    confirmed = (text, found if known else ())
checked = claims.verdicts(view, confirmed[1]) if confirmed[1] else ()
lead(claims.summary(view, checked) if checked else say("claims.found", count=number(len(found), view.language)))

with st.form("claims"):
    picked = []
    for at, claim in enumerate(found):
        shown, asked = st.columns([3, 2], gap="medium", vertical_alignment="center")
        with asked:
            picked.append(claims.chosen(view, at, claim))
        with shown:
            if checked:
                claims.card(view, checked[at])
            else:
                claims.waiting(view, claim)
    if st.form_submit_button(say("claims.confirm"), type="primary"):
        st.session_state["claims-confirmed"] = (text, tuple(picked))
        st.rerun()

if checked:
    claims.units(view, checked)
