"""Upload: hand in workbooks, see what they would change, answer what is asked, load them, and send the answers back."""

from collections.abc import Sequence
from datetime import datetime

import streamlit as st

import desk
import indicators
import loaders
from base import settings
from store import Asking
from ui.asking import Answers
from ui.blank_forms import blank_forms
from ui.formats import number
from ui.teaching import Taught
from ui.tiles import lead
from ui.uploading import Hands, kept, results, signature, steps
from ui.view import current

view = current()
say = view.say

lead(say("upload.lead"))
kinds = ["xlsx", "xlsm", "xls", "xlsb", "ods", "zip"]
handed = st.file_uploader(say("upload.drop"), type=kinds, accept_multiple_files=True, key="handed")
most, size = settings.number("QMS_MAX_UPLOAD_FILES", 2000), settings.number("QMS_MAX_FILE_MB", 30)
st.caption(say("upload.quota", files=number(most, view.language), size=size))
who, received = signature(view)


def sources() -> list[loaders.Source]:
    """The uploaded files as the reception takes them."""
    return [loaders.Source(file.name, file.getvalue()) for file in handed]


def observe(before: Asking, after: Asking) -> tuple[list, list]:
    """What the load would change in the indicators, and cell by cell."""
    moved = indicators.effect(before, after, view.programme, indicators.periods(after, view.programme))
    return moved, indicators.cell_changes(before, after, view.programme)


def settle(answers: Answers) -> None:
    """Keeps what names mean."""
    for question, unit_id in answers:
        desk.settle_name(question.spelling, unit_id, parent=question.parent, who=who)


def teach(told: list[Taught]) -> None:
    """Keeps what headings mean."""
    for lesson in told:
        desk.teach(lesson.layout, lesson.heading, lesson.field, above=lesson.above, who=who)


def blank(form: str, units: Sequence[str]) -> bytes:
    """A form to fill in, or an archive with that of every unit."""
    made = [loaders.template(form, unit_id=unit, period=view.period.earlier(-1).label) for unit in units]
    return made[0].data if len(made) == 1 else loaders.packed(made)


hands = Hands(
    marks=tuple(file.file_id for file in handed),
    signed=bool(who),
    check=lambda tell: loaders.check(sources(), who=who, received=received, progress=tell, observe=observe),
    load=lambda tell: loaders.load(sources(), who=who, received=received, progress=tell),
    questions=loaders.questions,
    settle=settle,
    sketch=lambda name: loaders.sketch(next(source for source in loaders.unpacked(sources()) if source.name == name)),
    teach=teach,
    fields=loaders.teachable(),
    excuse=lambda reasons: desk.excuse_all([desk.Excuse(*reason) for reason in reasons], who=who),
    reply=lambda files: loaders.packed(loaders.reply(sources(), files)),
    receipt=lambda done: loaders.receipt(done.files, at=datetime.now().astimezone(), who=who, load_id=done.load_id).data,
)
steps(view, hands)
checked = kept(hands)
if checked:
    results(view, checked, hands)
elif not view.empty:
    blank_forms(view, loaders.template_names(view.language), blank)
