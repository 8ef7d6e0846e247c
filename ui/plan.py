"""The plan of a programme: its phases, its targets, the tasks of those who lead it."""

from __future__ import annotations

from datetime import date

import streamlit as st

from base.errors import UnknownPeriod
from base.period import parse_period
from indicators import Target
from ui import answers, notes
from ui.formats import NOTHING, day, period_name, value_of
from ui.house import group_name
from ui.tables import Column, plain
from ui.view import View


def plan(view: View) -> None:
    """Phases, targets and tasks, each with the text it rests on; a sentence where the programme has none of them."""
    told = [show(view) for show in (_phases, _targets, _tasks)]
    if not any(told):
        st.caption(view.say("plan.none"))


def _phases(view: View) -> bool:
    say, today = view.say, view.today
    rows = [
        {
            "name": phase.name,
            "starts_on": day(phase.starts_on, view.language),
            "ends_on": day(phase.ends_on, view.language),
            "edition": f"TCVN ISO 9001:{phase.edition}" if phase.edition else NOTHING,
            "basis": phase.basis,
            "state": say(f"plan.{_state(phase.starts_on, phase.ends_on, today)}"),
        }
        for phase in answers.record(view, "phases")
    ]
    return _table(view, "phases", rows, ("name", "starts_on", "ends_on", "edition", "state", "basis"))


def _targets(view: View) -> bool:
    rows = [
        {
            "name": notes.name_of(answers.indicator(target.indicator), view.language),
            "group": group_name(target.unit_group, view.language) or view.say("pick.every_group"),
            "period": _period(view, target),
            "value": value_of(target.value, answers.indicator(target.indicator).format, view.language),
            "basis": target.basis,
        }
        for target in answers.record(view, "targets")
        if answers.known(target.indicator)
    ]
    return _table(view, "targets", rows, ("name", "group", "period", "value", "basis"))


def _tasks(view: View) -> bool:
    rows = [
        {"name": task.name, "lead": task.lead, "due_on": day(task.due_on, view.language), "basis": task.basis}
        for task in answers.record(view, "tasks")
    ]
    return _table(view, "tasks", rows, ("name", "lead", "due_on", "basis"))


def _table(view: View, part: str, rows: list[dict], names: tuple[str, ...]) -> bool:
    if rows:
        st.subheader(view.say(f"plan.{part}"), anchor=False)
        plain(rows, [Column(name, view.say(f"plan.column_{name}")) for name in names], view.language)
    return bool(rows)


def _state(starts_on: date | None, ends_on: date | None, today: date) -> str:
    if starts_on and starts_on > today:
        return "ahead"
    return "over" if ends_on and ends_on < today else "under_way"


def _period(view: View, target: Target) -> str:
    try:
        return period_name(parse_period(target.period or ""), view.language)
    except UnknownPeriod:
        return target.period or NOTHING
