"""What the reception says of workbooks handed in, and what it asks back: one tab for each kind of answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import streamlit as st

from base import clock
from base.errors import QmsError
from ui.asking import Answers, Question, ask
from ui.formats import literal, number
from ui.handed_in import effect_table, files_table, findings_of, summary
from ui.progress import with_progress
from ui.reasons import Excused, excuses, reasons_for
from ui.report_changes import report_changes
from ui.sources import field_names
from ui.teaching import Sketch, Taught, picture, teach
from ui.view import View

Told = Callable[[int, int, str], None]


@dataclass(slots=True)
class Checked:
    """What a dry run or a load gave back; `marks` name the files it was about."""

    marks: tuple[str, ...]
    loaded: bool
    files: Sequence[Any]
    effect: Sequence[Any] = ()
    changes: Sequence[Any] = ()
    load_id: int | None = None
    sketches: dict[str, list[Sketch]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Hands:
    """What the page can have done for its reader: each is a call into the reception or the desk.

    `marks` name the files in hand and where they go; `signed`: the reader has said who they are.
    """

    marks: tuple[str, ...]
    signed: bool
    check: Callable[[Told], Any]
    load: Callable[[Told], Any]
    questions: Callable[[Sequence[Any]], Sequence[Any]]
    settle: Callable[[Answers], object]
    sketch: Callable[[str], Sequence[Any]]
    teach: Callable[[list[Taught]], object]
    fields: Mapping[str, Mapping[str, str]]
    excuse: Callable[[list[Excused]], object]
    reply: Callable[[Sequence[Any]], bytes]
    receipt: Callable[[Checked], bytes]


def signature(view: View) -> tuple[str, date]:
    """Who hands in, and the day on which the reports came."""
    say, today = view.say, clock.today()
    who_side, day_side = st.columns([3, 1])
    who = who_side.text_input(say("upload.who"), key="who", max_chars=120, placeholder=say("upload.who_hint"))
    day = day_side.date_input(say("upload.received"), today, max_value=today, key="received", format="DD/MM/YYYY")
    return who.strip(), day


def kept(hands: Hands) -> Checked | None:
    """What the last step gave back, while the files in hand are still those that it was about."""
    checked: Checked | None = st.session_state.get("checked")
    return checked if checked and checked.marks == hands.marks else None


def steps(view: View, hands: Hands) -> None:
    """The two buttons: first the dry run, then the load."""
    say, checked = view.say, kept(hands)
    with st.container(horizontal=True):
        if st.button(say("upload.check"), type="secondary" if checked else "primary", disabled=not hands.marks, key="check"):
            _run(view, lambda: _check(view, hands))
        ready = checked is not None and not checked.loaded and hands.signed
        if st.button(say("upload.load"), type="primary" if checked else "secondary", disabled=not ready, key="load"):
            _run(view, lambda: _load(view, hands))
    if checked and not hands.signed:
        st.caption(say("upload.who_missing"))


def results(view: View, checked: Checked, hands: Hands) -> None:
    """Counts, what to take away, and a tab for each: what was found, what is asked back, what would change, file by file."""
    say, files = view.say, checked.files
    st.subheader(say("upload.loaded" if checked.loaded else "upload.checked"), anchor=False)
    summary(view, files)
    _take_away(view, checked, hands)
    asked = hands.questions(files)
    unread = [file.file for file in files if file.outcome == "unrecognised"]
    warned = sum(found.severity == "warning" for file in files for found in file.findings)
    tabs: list[tuple[str, int, Callable[[], None]]] = [
        ("all_findings", sum(len(file.findings) for file in files), lambda: findings_of(view, files)),
        ("names", len(asked), lambda: _names(view, asked, hands)),
        ("sheets", len(unread), lambda: _sheets(view, checked, unread, hands)),
        ("reasons", warned, lambda: _reasons(view, checked, hands)),
        ("effect", len(checked.changes), lambda: _effect(view, checked)),
        ("per_file", len(files), lambda: files_table(view, files)),
    ]
    shown = [tab for tab in tabs if tab[1] or tab[0] in ("all_findings", "per_file")]
    for (_, _, draw), place in zip(shown, st.tabs([_title(view, name, count) for name, count, _ in shown]), strict=True):
        with place:
            draw()


def _title(view: View, name: str, count: int) -> str:
    return f"{view.say(f'upload.{name}')} ({number(count, view.language)})"


def _check(view: View, hands: Hands) -> Checked:
    found = with_progress(view.say, hands.check)
    return Checked(hands.marks, False, found.outcome.files, *found.effect)


def _load(view: View, hands: Hands) -> Checked:
    outcome = with_progress(view.say, hands.load)
    reasons = excuses(outcome.files, st.session_state.get("reasons", {}))
    if reasons:
        hands.excuse(reasons)
    return Checked(hands.marks, True, outcome.files, load_id=outcome.load_id)


def _run(view: View, work: Callable[[], Checked]) -> None:
    """Does a step and shows the page anew with what it gave; what goes wrong is said in a sentence."""
    try:
        st.session_state["checked"] = work()
    except QmsError as error:
        st.error(literal(error.sentence.in_language(view.language)))
        st.stop()
    st.rerun()


def _names(view: View, asked: Sequence[Question], hands: Hands) -> None:
    answers = ask(view, asked, ready=hands.signed)

    def settle() -> Checked:
        hands.settle(answers)
        return _check(view, hands)

    if answers:
        _run(view, settle)


def _sheets(view: View, checked: Checked, unread: Sequence[str], hands: Hands) -> None:
    say = view.say
    st.caption(say("teaching.lead"))
    file_side, sheet_side = st.columns(2)
    name = file_side.selectbox(say("cell.file"), unread, key="teaching-file")
    if name not in checked.sketches:
        checked.sketches[name] = list(hands.sketch(name))
    sketches = checked.sketches[name]
    if not sketches:
        st.caption(say("teaching.empty"))
        return
    at = sheet_side.selectbox(
        say("cell.sheet"), range(len(sketches)), format_func=lambda i: sketches[i].sheet, key=f"teaching-sheet-{name}"
    )
    fields = field_names(view, hands.fields)
    picture(view, sketches[at], fields.get(sketches[at].layout or "", {}))
    told = teach(view, sketches[at], fields, f"teaching-{at}-{name}", ready=hands.signed)

    def learn() -> Checked:
        hands.teach(told)
        return _check(view, hands)

    if told:
        _run(view, learn)


def _reasons(view: View, checked: Checked, hands: Hands) -> None:
    typed = reasons_for(view, checked.files, f"reasons-{checked.loaded}")
    st.session_state["reasons"] = typed
    ready = bool(typed) and hands.signed
    if checked.loaded and st.button(view.say("reasons.keep"), disabled=not ready, key="keep-reasons", type="primary"):
        hands.excuse(excuses(checked.files, typed))
        st.toast(view.say("reasons.kept"))


def _effect(view: View, checked: Checked) -> None:
    report_changes(view, checked.changes)
    st.subheader(view.say("upload.effect_indicators"), anchor=False)
    spoken_of = {report.period for file in checked.files for report in file.reports if report.period}
    effect_table(view, checked.effect, spoken_of)


def _take_away(view: View, checked: Checked, hands: Hands) -> None:
    """The workbooks to send back, and the receipt of a load; each is only made when it is asked for."""
    say = view.say
    answered = [file for file in checked.files if any(found.severity != "info" for found in file.findings)]
    with st.container(horizontal=True):
        if answered:
            st.download_button(
                say("upload.reply", count=number(len(answered), view.language)),
                lambda: hands.reply(answered),
                file_name=f"{say('upload.reply_file')}.zip",
                mime="application/zip",
                key="reply",
                icon=":material/assignment_return:",
                on_click="ignore",
            )
        if checked.load_id is not None:
            st.download_button(
                say("upload.receipt"),
                lambda: hands.receipt(checked),
                file_name=f"{say('upload.receipt_file')}_{checked.load_id}.xlsx",
                key="receipt",
                icon=":material/receipt_long:",
                on_click="ignore",
            )
