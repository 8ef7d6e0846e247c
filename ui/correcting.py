"""Mending a value by hand: the fields of one row of a report with room for new values; and deciding a held value."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd
import streamlit as st

from base.ladder import STAGES
from indicators import Fact, Held
from ui import answers
from ui.sources import field_name
from ui.tables import ROW_PIXELS
from ui.versions import known_versions, spoken
from ui.view import View


@dataclass(frozen=True, slots=True)
class Typed:
    """What the reader typed: the report, the row, new values by field, who and why."""

    report_id: int
    fact: Fact
    values: dict[str, str]
    who: str
    reason: str


def correction(view: View, unit: str) -> Typed | None:
    """A form for the report that the unit's figures are drawn from; gives what was typed, when the reader keeps it."""
    say = view.say
    current = [version for version in known_versions(view, unit) if version.current]
    if not current or view.meeting:
        return None
    with st.expander(say("correcting.title"), icon=":material/edit:"):
        st.caption(say("correcting.lead"))
        report = current[0]
        if len(current) > 1:
            report = st.selectbox(
                say("correcting.report"),
                current,
                key="correct-report",
                format_func=lambda version: f"{say(f'source.{version.source}')} · {version.file}",
            )
        facts: tuple[Fact, ...] = answers.record(view, "facts_of", report.report_id)
        at = st.selectbox(
            say("correcting.place"),
            range(len(facts)),
            key=f"correct-place-{report.report_id}",
            format_func=lambda i: _place(view, facts[i]),
        )
        typed = _fields(view, report.report_id, facts[at or 0])
        who_side, why_side = st.columns([1, 2])
        who = who_side.text_input(say("approval.who"), key="who", max_chars=120, placeholder=say("upload.who_hint"))
        reason = why_side.text_input(say("correcting.reason"), key="correct-reason", max_chars=300)
        off = not (typed and who.strip() and reason.strip())
        if st.button(say("correcting.keep", count=len(typed)), key="correct-keep", disabled=off, type="primary"):
            return Typed(report.report_id, facts[at or 0], typed, who, reason)
    return None


def _place(view: View, fact: Fact) -> str:
    parts = [
        view.say(f"versions.{fact.relation}"),
        fact.row,
        f"{fact.sheet or ''}, {view.say('versions.row').lower()} {fact.row_number}",
    ]
    return " · ".join(part for part in parts if part)


def _fields(view: View, report_id: int, fact: Fact) -> dict[str, str]:
    say = view.say
    names = [name for name, _ in fact.values if name != "unit_id"]
    rows = [
        {"field": field_name(view, name), "now": spoken(view, name, value), "new": ""}
        for name, value in fact.values
        if name in names
    ]
    edited = st.data_editor(
        pd.DataFrame(rows),
        key=f"correct-{report_id}-{fact.relation}-{fact.sheet}-{fact.row_number}",
        hide_index=True,
        disabled=["field", "now"],
        row_height=ROW_PIXELS,
        column_config={
            "field": st.column_config.TextColumn(say("cell.field"), width="medium"),
            "now": st.column_config.TextColumn(say("correcting.now")),
            "new": st.column_config.TextColumn(say("correcting.new"), max_chars=500),
        },
    )
    typed = {name: str(value or "").strip() for name, value in zip(names, edited["new"], strict=True)}
    return {name: _coded(name, value) for name, value in typed.items() if value}


def _coded(field: str, value: str) -> str:
    """A stage may be typed in the reader's words."""
    codes = {word.casefold(): str(code) for code, words in STAGES.items() for word in words}
    return codes.get(value.casefold(), value) if field == "stage" else value


def decision(view: View, waiting: tuple[Held, ...]) -> tuple[Held, str, str, str] | None:
    """Lets the reader choose one held value and what it is; gives it with the value, who and why, when it is kept."""
    say = view.say
    held = st.selectbox(
        say("correcting.which"),
        waiting,
        key="decide-which",
        format_func=lambda one: f"{one.unit} · {field_name(view, one.field)} · {one.sheet} {one.cell}: «{one.raw}»",
    )
    options: list[Any] = [*(held.candidates or "").replace(" ", "").split(";")] if held.candidates else []
    own = say("correcting.other")
    left, right = st.columns([1, 2])
    place = f"{held.report_id}-{held.cell}"
    chosen = left.radio(say("correcting.candidates"), [*options, own], key=f"decide-{place}", horizontal=True)
    value = right.text_input(own, key=f"decide-own-{place}", disabled=chosen != own, max_chars=200) if chosen == own else chosen
    who_side, why_side = st.columns([1, 2])
    who = who_side.text_input(say("approval.who"), key="who", max_chars=120, placeholder=say("upload.who_hint"))
    reason = why_side.text_input(say("correcting.reason"), key=f"decide-reason-{place}", max_chars=300)
    off = not (value and value.strip() and who.strip() and reason.strip())
    if st.button(say("correcting.choose"), key="decide-keep", disabled=off, type="primary"):
        return held, str(value), who, reason
    return None
