"""What a unit lists, does and writes in a period, each with its place in the workbook."""

from __future__ import annotations

from typing import Any

import streamlit as st

from indicators import Scope
from ui import answers
from ui.formats import day, number
from ui.narratives import UNCLASSIFIED, theme_name
from ui.tables import Column, pick, plain
from ui.view import View

COUNTS = ("participants", "nonconformities", "closed")


def activities(view: View, unit: str) -> None:
    """Audits, reviews, training and inspections of the period."""
    say = view.say
    done = answers.record(view, "activities", unit, view.period)
    if not done:
        return
    st.subheader(say("contents.activity"), anchor=False)
    rows = [
        {
            "kind": say(f"activity.{act.kind}"),
            "happened_on": day(act.happened_on, view.language),
            "content": act.content,
            "participants": act.participants,
            "nonconformities": act.nonconformities,
            "closed": act.closed,
            "result": act.result,
            "place": _place(view, act),
        }
        for act in done
    ]
    columns = [Column("kind", say("activity.kind")), Column("happened_on", say("activity.happened_on"), width="small")]
    columns += [Column("content", say("activity.content"))]
    columns += [Column(name, say(f"activity.{name}"), "count") for name in COUNTS]
    columns += [Column("result", say("activity.result")), Column("place", say("contents.where"))]
    plain(rows, columns, view.language)


def procedures(view: View, unit: str) -> None:
    """The procedures that the unit lists for the period, each with its row in the workbook."""
    say = view.say
    listed = answers.record(view, "procedures", unit, view.period)
    if not listed:
        return
    st.subheader(say("contents.procedure", count=number(len(listed), view.language)), anchor=False)
    rows = [
        {
            "code": one.code,
            "name": one.name,
            "kind": say(f"procedure.{one.kind}") if one.kind else None,
            "tthc_code": one.tthc_code,
            "days_allowed": one.days_allowed,
            "issued_on": one.issued_on,
            "place": _place(view, one),
        }
        for one in listed
    ]
    shapes = {"name": "text", "kind": "text", "code": "text", "tthc_code": "text", "days_allowed": "count", "issued_on": "day"}
    columns = [Column(name, say(f"procedure.{name}"), shape) for name, shape in shapes.items()]
    pick(view, f"procedures-{unit}", rows, [*columns, Column("place", say("contents.where"))], tall=8)


def narratives(view: View, unit: str) -> None:
    """Difficulties and proposals of the period, in the unit's own words, with the themes that they speak of."""
    say = view.say
    told = answers.record(view, "narratives", (view.period,), Scope(unit=unit))
    if not told:
        return
    st.subheader(say("contents.narrative"), anchor=False)
    rows = [
        {
            "topic": say(f"narrative.{said.topic}"),
            "body": said.body,
            "themes": ", ".join(theme_name(view, code) for code in said.themes or (UNCLASSIFIED,)),
            "place": _place(view, said),
        }
        for said in told
    ]
    columns = [Column("topic", say("narrative.topic")), Column("body", say("narrative.body"))]
    columns += [Column("themes", say("narratives.theme")), Column("place", say("contents.where"))]
    plain(rows, columns, view.language)


def _place(view: View, found: Any) -> str:
    return view.say("contents.place", file=found.file, sheet=found.sheet, row=found.row)
