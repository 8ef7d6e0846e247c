"""Names of units that nobody knows yet: each is asked once, and the answer is kept."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import streamlit as st

from ui.formats import literal, number
from ui.house import house
from ui.view import View


class Candidate(Protocol):
    """A unit that a name may mean."""

    unit_id: str
    name: str
    parent_name: str | None


class Question(Protocol):
    """A name as it was written, where, and what it may mean."""

    spelling: str
    parent: str | None
    files: tuple[str, ...]
    candidates: Sequence[Candidate]


Answers = list[tuple[Question, str, str]]  # the unit's id, and on what the answer rests
LATER = ""


def ask(view: View, questions: Sequence[Question], *, ready: bool) -> Answers:
    """A form with one choice for each name; the answers given, when it is sent, else nothing."""
    say = view.say
    st.caption(say("asking.lead"))
    with st.form("asking", border=False):
        chosen = [(question, _choose(view, i, question)) for i, question in enumerate(questions)]
        basis = st.text_input(say("remembered.basis"), key="asking-basis", max_chars=300)
        sent = st.form_submit_button(say("asking.keep"), type="primary", icon=":material/check:", disabled=not ready)
    answers = [(question, unit_id, basis) for question, unit_id in chosen if unit_id != LATER]
    return answers if sent else []


def _choose(view: View, at: int, question: Question) -> str:
    say, units = view.say, house(view.programme).units
    near = {candidate.unit_id: _written(candidate.name, candidate.parent_name) for candidate in question.candidates}
    others = {
        key: _written(unit.name, units[unit.parent_id].name if unit.parent_id in units else None) for key, unit in units.items()
    }
    names = {LATER: say("asking.later"), **near, **{key: name for key, name in others.items() if key not in near}}
    within = f" · {question.parent}" if question.parent else ""
    many = number(len(question.files), view.language)
    label = say("asking.name", name=literal(question.spelling + within), files=many, first=literal(question.files[0]))
    return str(st.selectbox(label, list(names), format_func=names.__getitem__, key=f"asking-{at}-{question.spelling}"))


def _written(name: str, parent: str | None) -> str:
    return f"{name} · {parent}" if parent else name
