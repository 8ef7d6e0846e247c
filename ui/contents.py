"""What a unit's reports on a period hold row by row: procedures, activities, what the unit writes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import streamlit as st

from indicators import Fact
from ui import answers
from ui.formats import day
from ui.tables import Column, plain
from ui.view import View

ACTIVITY = ("kind", "happened_on", "content", "participants", "nonconformities", "closed", "result")
NARRATIVE = ("topic", "body")
PROCEDURE = ("code", "name", "kind", "tthc_code", "field_of_work", "edition", "days_allowed", "issued_on")
COUNTS = {"participants", "nonconformities", "closed", "days_allowed"}


def contents(view: View, unit: str) -> None:
    """The lists that the unit handed in, each row with its place."""
    say = view.say
    facts: Sequence[Fact] = answers.record(view, "unit_facts", unit, view.period)
    for relation, fields in (("activity", ACTIVITY), ("narrative", NARRATIVE)):
        rows = _rows(view, facts, relation)
        if rows:
            st.subheader(say(f"contents.{relation}"), anchor=False)
            _table(view, rows, relation, fields)
    procedures = _rows(view, facts, "procedure")
    if procedures:
        with st.expander(say("contents.procedure", count=len(procedures)), icon=":material/list:"):
            _table(view, procedures, "procedure", PROCEDURE)


def _rows(view: View, facts: Sequence[Fact], relation: str) -> list[dict[str, Any]]:
    rows: dict[tuple[int, str, int], dict[str, Any]] = {}
    for fact in facts:
        if fact.relation != relation:
            continue
        place = view.say("contents.place", sheet=fact.sheet, row=fact.row)
        row = rows.setdefault((fact.report.report_id, fact.sheet, fact.row), {"place": place})
        row[fact.field] = _spoken(view, fact)
    return list(rows.values())


def _spoken(view: View, fact: Fact) -> Any:
    if isinstance(fact.value, date):
        return day(fact.value, view.language)
    return view.say.sentences.get(f"{fact.relation}.{fact.value}", fact.value) if fact.field in ("kind", "topic") else fact.value


def _table(view: View, rows: list[dict[str, Any]], relation: str, fields: Sequence[str]) -> None:
    columns = [Column(name, view.say(f"{relation}.{name}"), "count" if name in COUNTS else "text") for name in fields]
    plain(rows, [*columns, Column("place", view.say("contents.where"))], view.language)
