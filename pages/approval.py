"""Approval: which figures are approved, which provisional, and what stands in the way."""

from functools import partial

import streamlit as st

import desk
from ui import answers
from ui.approval import Asked, errors, exceptions, once, steps, warnings, worklist
from ui.formats import number, period_name
from ui.tiles import lead
from ui.two_tone import bar, reviewed
from ui.view import current

view = current()
say = view.say

told = reviewed(view)
counts = {name: number(getattr(told, name), view.language) for name in ("total", "approved", "provisional")}
if not told.total:
    lead(say("approval.none"))
    st.stop()
name = "approval.lead" if told.provisional else "approval.lead_all"
lead(say(name, period=period_name(told.period, view.language), **counts))
bar(view, told)
if done := st.session_state.pop("done", None):
    st.success(done, icon=":material/check:")

who_side, word_side = st.columns([1, 1], vertical_alignment="bottom")
who = who_side.text_input(say("approval.who"), key="who", max_chars=120, placeholder=say("upload.who_hint")).strip()
if not who:
    word_side.caption(say("approval.who_missing"))


def step(asked: Asked) -> str:
    """Takes a step, and says so."""
    desk.review(asked.units, told.period, asked.step, who=who, reason=asked.reason, until=asked.until, programme=view.programme)
    return say("approval.done", what=say(f"approval.{asked.step}", count=number(len(asked.units), view.language)))


def excuse(kept: list) -> str:
    """Keeps reasons for warnings, and says so."""
    reasons = [desk.Excuse(found.file_id, found.rule, found.sheet, found.cell, reason) for found, reason in kept]
    desk.excuse_all(list(dict.fromkeys(reasons)), who=who, programme=view.programme)
    return say("approval.done", what=say("approval.keep", count=number(len(kept), view.language)))


inside = {unit.unit_id for unit in told.units}
found = [one for one in answers.record(view, "open_findings", told.period) if one.unit_id in inside]
waiting = sum(one.severity == "warning" and not one.reason for one in found)
excepted = sum(unit.until is not None for unit in told.units)
tabs = [say("approval.worklist"), say("approval.warnings_tab", count=waiting), say("approval.exceptions_tab", count=excepted)]
work_side, reason_side, exception_side = st.tabs(tabs)
with work_side:
    buttons = st.container()
    ticked = worklist(view, told)
    with buttons:
        pressed = steps(view, told, ticked, signed=bool(who))
    if pressed is not None:
        once(view, partial(step, pressed))
with reason_side:
    errors(view, found)
    if kept := warnings(view, found, signed=bool(who)):
        once(view, partial(excuse, kept))
with exception_side:
    exceptions(view, told)
