"""Upload: hand in workbooks, see what they would change, answer what is asked, load them, and send the answers back."""

from datetime import datetime
from functools import partial
from typing import Any

import streamlit as st

import desk
import indicators
import loaders
from base import settings
from store import Asking
from ui.approval import once
from ui.blank_forms import blank_forms
from ui.formats import literal, number
from ui.remembered import Withdrawal, remembered
from ui.tiles import lead
from ui.uploading import Hands, kept, results, signature, steps
from ui.view import current

view = current()
say = view.say

lead(say("upload.lead"))
if view.programme_name:
    st.caption(say("upload.into", programme=literal(view.programme_name)))
kinds = ["xlsx", "xlsm", "xls", "xlsb", "ods", "zip"]
handed = st.file_uploader(say("upload.drop"), type=kinds, accept_multiple_files=True, key="handed")
most, size = settings.number("QMS_MAX_UPLOAD_FILES", 2000), settings.number("QMS_MAX_FILE_MB", 30)
st.caption(say("upload.quota", files=number(most, view.language), size=size))
who, received = signature(view)
if done := st.session_state.pop("done", None):
    st.success(done, icon=":material/check:")
programme = view.programme
mine: dict[str, Any] = {"who": who, "programme": programme}


def sources() -> list[loaders.Source]:
    """The uploaded files as the reception takes them."""
    return [loaders.Source(file.name, file.getvalue()) for file in handed]


def observe(before: Asking, after: Asking) -> tuple[list, list]:
    """What the load would change in the indicators, and cell by cell."""
    moved = indicators.effect(before, after, programme, indicators.periods(after, programme))
    return moved, indicators.cell_changes(before, after, programme)


def withdraw(asked: Withdrawal) -> str:
    """Takes back what is kept of names and headings, and says so."""
    count = desk.withdraw(asked.names, asked.lessons, **mine, reason=asked.reason)
    return say("remembered.done", count=number(count, view.language))


hands = Hands(
    marks=tuple(f"{programme} {file.file_id}" for file in handed),
    signed=bool(who),
    check=lambda tell: loaders.check(sources(), **mine, received=received, progress=tell, observe=observe),
    load=lambda tell: loaders.load(sources(), **mine, received=received, progress=tell),
    questions=loaders.questions,
    settle=lambda told: [desk.settle_name(a.spelling, u, parent=a.parent, reason=why, **mine) for a, u, why in told],
    sketch=lambda name: next(loaders.sketch(one, programme=programme) for one in loaders.unpacked(sources()) if one.name == name),
    teach=lambda told: [desk.teach(o.layout, o.heading, o.field, above=o.above, reason=o.basis, **mine) for o in told],
    fields=loaders.teachable(),
    excuse=lambda reasons: desk.excuse_all([desk.Excuse(*reason) for reason in reasons], **mine),
    reply=lambda files: loaders.packed(loaders.reply(sources(), files)),
    receipt=lambda done: loaders.receipt(done.files, at=datetime.now().astimezone(), who=who, load_id=done.load_id).data,
)
steps(view, hands)
if checked := kept(hands):
    results(view, checked, hands)
elif not view.empty:
    make = partial(loaders.blanks, period=view.period.earlier(-1).label, programme=programme)
    blank_forms(view, loaders.template_names(view.language), make)
if not view.empty:
    asked = remembered(view, lambda: desk.remembered(programme=programme), loaders.teachable(), signed=bool(who))
    if asked:
        once(view, partial(withdraw, asked))
