"""The plan of a programme: its phases, its targets, the tasks of those who lead it."""

from __future__ import annotations

from datetime import date

import streamlit as st

from ui import answers, notes
from ui.formats import NOTHING, change_of, day, level, number, period_name, signed, value_of
from ui.house import group_name, house
from ui.programme import RECENT
from ui.tables import Column, plain
from ui.targets import BEHIND, MET, MISSED, ON_PACE, OPEN, Aimed, targets
from ui.view import View

DAYS = ("starts_on", "ends_on", "due_on")
_MARKS = {MET: "✓", MISSED: "✗", ON_PACE: "↗", BEHIND: "!", OPEN: "?"}


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
    rows = [_target(view, aimed) for aimed in targets(view)]
    names = ("name", "group", "period", "value", "now", "verdict", "needed", "actual", "basis")
    found = _table(view, "targets", rows, names)
    if found:
        now = period_name(view.period, view.language)
        st.caption(view.say("plan.targets_note", period=now, quarters=number(RECENT, view.language)))
    return found


def _target(view: View, aimed: Aimed) -> dict[str, str | None]:
    target, shape, language = aimed.target, answers.indicator(aimed.target.indicator).format, view.language
    units = house(view.programme).units
    whom = units[target.unit_id].name if target.unit_id in units else group_name(target.unit_group, language)
    return {
        "name": notes.name_of(answers.indicator(target.indicator), language),
        "group": whom or view.say("pick.every_group"),
        "period": period_name(aimed.due, language) if aimed.due else target.period or NOTHING,
        "value": level(target.value, language) if shape == "percent" else value_of(target.value, shape, language),
        "now": value_of(aimed.now, shape, language),
        "verdict": f"{_MARKS[aimed.state]} {view.say(f'plan.target_{aimed.state}')}",
        "needed": _pace(aimed.needed, shape, language),
        "actual": _pace(aimed.actual, shape, language),
        "basis": target.basis,
    }


def _pace(value: float | None, shape: str, language: str) -> str:
    """A change a quarter; of counts with a decimal, for a quarter's share of them is seldom whole."""
    return change_of(value, shape, language) if shape in ("percent", "money") else signed(value, language, 1)


def _tasks(view: View) -> bool:
    rows = [
        {"name": task.name, "lead": task.lead, "due_on": day(task.due_on, view.language), "basis": task.basis}
        for task in answers.record(view, "tasks")
    ]
    return _table(view, "tasks", rows, ("name", "lead", "due_on", "basis"))


def _table(view: View, part: str, rows: list[dict], names: tuple[str, ...]) -> bool:
    if rows:
        st.subheader(view.say(f"plan.{part}"), anchor=False)
        columns = [Column(name, view.say(f"plan.column_{name}"), width="small" if name in DAYS else None) for name in names]
        plain(rows, columns, view.language)
    return bool(rows)


def _state(starts_on: date | None, ends_on: date | None, today: date) -> str:
    if starts_on and starts_on > today:
        return "ahead"
    return "over" if ends_on and ends_on < today else "under_way"
