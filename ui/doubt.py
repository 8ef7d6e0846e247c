"""What silence leaves open, in words: the least and the most that a rate could be, and the reports that decide a target."""

from __future__ import annotations

import streamlit as st

from base.errors import UnknownPeriod
from base.period import parse_period
from indicators import Assumption, Range, Row, Settlement, Silent, Target
from ui import answers
from ui.formats import NOTHING, day, level, number, percent, value_of
from ui.house import house
from ui.tables import Column
from ui.unit_list import unit_list
from ui.view import View


def bounds_of(view: View, code: str, row: Row | None, *, short: bool = False) -> str:
    """From where to where a rate could be whatever the silent units say; '' where nothing is open, or no limit is known.
    `short`: without the assumption's words, where there is room for a line only.
    """
    found = answers.indicator(code)
    if row is None or not row.silent or row.low is None or row.high is None:
        return ""
    if found.bounds == "share":
        return _shares(view, code, row, short)
    ends = {name: value_of(getattr(row, name), found.format, view.language) for name in ("low", "high")}
    return view.say("doubt.bounds", silent=number(row.silent, view.language), **ends)


def _shares(view: View, code: str, row: Row, short: bool) -> str:
    silent = number(row.silent, view.language)
    likely: Assumption | None = answers.record(view, "assume", code, view.period, view.scope)
    if likely is None or likely.low is None:
        return "" if short else view.say("doubt.unknown", silent=silent)
    ends = {name: percent(getattr(likely, name), view.language) for name in ("low", "high")}
    return view.say("doubt.assumed_short" if short else "doubt.assumed", silent=silent, **ends)


def settlement(view: View, code: str) -> Settlement | None:
    """The view's target of an indicator beside its figure; None where the programme sets none."""
    target = answers.target(view, code)
    if target is None or target.value is None:
        return None
    found: Settlement = answers.record(view, "settle", code, view.period, target.value, view.scope)
    return found


def verdict(view: View, told: Settlement) -> str:
    """Whether the target is met, missed or open, and what it takes, in one or two sentences."""
    say, language = view.say, view.language
    fields = {"target": level(told.target, language), "silent": number(len(told.silent), language)}
    text = say(f"doubt.{told.hard.state if told.silent else told.hard.state + '_all'}", **fields) if told.row else ""
    shown = told.assumed or told.hard
    if told.assumed:
        text += " " + say(f"doubt.assumed_{told.assumed.state}", **fields)
    if shown.to_meet and shown.to_miss:
        text += " " + say("doubt.needs", meet=number(shown.to_meet, language), miss=number(shown.to_miss, language))
    return text


def deciding(view: View, code: str) -> None:
    """The target of an indicator, and by name the few silent units that decide it; nothing where none is set."""
    told, target = settlement(view, code), answers.target(view, code)
    if told is None or target is None:
        return
    say = view.say
    due = _due(view, target)
    st.subheader(say("doubt.title", name=told.indicator.name(view.language), due=due), anchor=False)
    st.caption(verdict(view, told))
    if not told.silent or told.hard.state != "open":
        return
    shown: Range = told.assumed or told.hard
    first = {unit.unit_id for unit in shown.deciding}
    listed = [*shown.deciding, *(unit for unit in told.silent if unit.unit_id not in first)]
    rows = {
        unit.unit_id: _row(view, unit, unit.unit_id in first) for unit in listed if unit.unit_id in house(view.programme).units
    }
    columns = [Column("most", say("doubt.column_most"), "count"), Column("decides", say("doubt.column_decides"))]
    if not told.assumed:
        columns = [Column("before", say("doubt.column_before"))]  # one unit weighs as much as another
    unit_list(view, f"deciding-{code}", rows, [*columns, Column("last", say("doubt.column_last"))])


def _due(view: View, target: Target) -> str:
    """The last day of a target's period, or what the plan wrote in its place."""
    try:
        return day(parse_period(target.period or "").end, view.language)
    except UnknownPeriod:
        return target.period or NOTHING


def _row(view: View, unit: Silent, decides: bool) -> dict[str, object]:
    """What is known of a silent unit: whether it is among those that decide, what it said last and when."""
    say = view.say
    standing = {told.unit_id: told for told in answers.record(view, "standing", view.period)}.get(unit.unit_id)
    return {
        "most": unit.most,
        "decides": "●" if decides else "",
        "before": say("doubt.unknown_before" if unit.part is None else "doubt.yes" if unit.part else "doubt.no"),
        "last": say("doubt.never") if standing is None else day(standing.told_on, view.language),
    }
