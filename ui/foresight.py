"""When all will be done, in words, and which groups decide it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import lru_cache

import streamlit as st

import indicators
from base.period import Period, parse_period
from indicators import Forecast, Scope
from ui import answers
from ui.formats import day, number, percent
from ui.house import group_name
from ui.looking import reading
from ui.programme import RECENT, Conversion, quarters_until
from ui.tables import Column, plain
from ui.view import View

FORETOLD = "foretold"
COLUMNS = ("group", "left", "needed", "actual", "span", "in_time")


def foresight(view: View, code: str) -> Forecast:
    """The forecast for the view's period, place and group."""
    return _foresight(view.version, view.programme, code, view.period.label, replace(view.scope, units_on=None))


def said(view: View, told: Forecast) -> str:
    """The forecast in a sentence; empty where there is nothing left to foretell."""
    key = _which(told)
    if not key:
        return ""
    fields = {"quarters": number(told.quarters, view.language), "least": number(indicators.LEAST_QUARTERS, view.language)}
    ends = {name: _day(view, getattr(told.span, name)) for name in ("low", "median", "high")}
    text = view.say(key, **fields, **ends)
    if told.in_time is None or told.state != FORETOLD:
        return text
    chance = percent(told.in_time, view.language, 0)
    return f"{text} {view.say('forecast.in_time', chance=chance, deadline=day(told.deadline, view.language))}"


def paces(view: View, programme: Conversion, told: Forecast) -> None:
    """Group by group: what is left, the pace needed and the actual one, when it will be done; the one that decides first."""
    rows = [_pace(view, programme, group) for group in _groups(view, told)]
    if not rows:
        return
    say = view.say
    parts = {part.key: part for part in told.parts}
    for row in rows:
        part = parts.get(row["key"])
        row["span"] = _ends(view, part.span.low, part.span.high) if part else ""
        row["in_time"] = part.in_time if part else None
    st.subheader(say("forecast.groups"), anchor=False)
    st.caption(say("forecast.groups_note"))
    shapes = {"left": "count", "needed": "number", "actual": "number", "in_time": "share"}
    shown = COLUMNS if parts else COLUMNS[:4]
    plain(rows, [Column(name, say(f"forecast.{name}_column"), shapes.get(name, "text")) for name in shown], view.language)


def _groups(view: View, told: Forecast) -> list[str]:
    left = {key: row.value or 0 for key, row in answers.rows(view, "programme_remaining", "group").items() if row.value}
    deciding = [part.key for part in told.parts if part.key in left]
    return [*deciding, *sorted(left.keys() - set(deciding), key=lambda key: -left[key])]


def _pace(view: View, programme: Conversion, group: str) -> dict:
    quarters = quarters_until(programme.ends_on, view.period)
    left = answers.rows(view, "programme_remaining", "group")[group].value or 0
    needed = left / quarters if quarters > 0 else None
    before = {
        row.key: row.value for row in answers.measure(view, "programme_converted", "group", view.period.earlier(RECENT)).rows
    }
    now, then = answers.rows(view, "programme_converted", "group").get(group), before.get(group)
    actual = (now.value - then) / RECENT if now and now.value is not None and then is not None else None
    return {
        "key": group,
        "group": group_name(group, view.language),
        "left": left,
        "needed": number(needed, view.language, 1),
        "actual": number(actual, view.language, 1),
    }


def _which(told: Forecast) -> str:
    if told.state != FORETOLD:
        short = "forecast.too_short" if told.quarters else "forecast.unbegun"
        return {"too_short": short, "standing_still": "forecast.standing_still"}.get(told.state, "")
    if told.span.low is None:
        return "forecast.never"
    if told.span.median is None:
        return "forecast.from_only"
    return "forecast.open" if told.span.high is None else "forecast.closed"


def _ends(view: View, low: Period | None, high: Period | None) -> str:
    later = view.say("forecast.later")
    return f"{_day(view, low) if low else later} – {_day(view, high) if high else later}" if low else later


def _day(view: View, end: Period | None) -> str:
    return day(end.end if end else None, view.language)


def steps_until(told: Forecast, deadline: date, after: int = 4) -> list[indicators.Step]:
    """The quarters to come that a picture shows: to the deadline, and a year beyond it while something may be left."""
    return [step for i, step in enumerate(told.course) if step.period.end <= deadline or i < after]


@lru_cache(500)
def _foresight(version: str, programme: str, code: str, label: str, scope: Scope) -> Forecast:
    with reading(version) as reader:
        return indicators.forecast(reader, code, scope=scope, period=parse_period(label), programme=programme)
