"""Change: what moved since the period before, a year ago, the start or a meeting, and why?"""

from functools import partial

import streamlit as st

import desk
from ui import compared, movement
from ui.approval import once
from ui.meetings import Frozen, freezing
from ui.tiles import lead
from ui.view import current

view = current()
say = view.say

if done := st.session_state.pop("done", None):
    st.success(done, icon=":material/check:")
asked = compared.choose(view)
if asked is None:
    lead(say("change.no_base"))
else:
    found = compared.movement(view, asked)
    lead(movement.sentence(view, asked, found))
    movement.figure(view, asked, found)
    movement.coverage(view, found)
    movement.by_group(view, asked)
    movement.movers(view, asked, found)


def freeze(typed: Frozen) -> str:
    """Keeps what is known now under the name of a meeting, and says so."""
    desk.freeze(typed.name, typed.held_on, view.period, who=typed.who, programme=view.programme)
    return say("meeting.kept", name=typed.name)


if not view.meeting and (typed := freezing(view)):
    once(view, partial(freeze, typed))
