"""The workshop's answers, asked once for each version of the data, indicator and filter, and then remembered.

Answers are frozen, so every reader shares them as they are (no copying, no pickling); the oldest are forgotten.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

import indicators
from base.period import Period, parse_period
from indicators import Indicator, Measure, Row, Scope
from store import reading
from ui.view import View


def indicator(code: str) -> Indicator:
    """The dictionary's entry of an indicator; raises UnknownIndicator."""
    return indicators.catalogue()[code]


def measure(view: View, code: str, by: str = "total", period: Period | None = None) -> Measure:
    """An indicator for the view's place and group; `by` as the workshop takes it."""
    label = None if by == "period" else (period or view.period).label
    return _measure(view.version, view.programme, code, label, by, view.group, view.place)


def total(view: View, code: str, period: Period | None = None) -> Row | None:
    """The one row of the whole scope, or None where the workshop has none."""
    rows = measure(view, code, "total", period).rows
    return rows[0] if rows else None


def value(view: View, code: str, period: Period | None = None) -> float | None:
    """The value of the whole scope, or None where nobody reported or there is no base."""
    row = total(view, code, period)
    return row.value if row else None


def rows(view: View, code: str, by: str) -> dict[str, Row]:
    """The rows of a breakdown by their key."""
    return {row.key: row for row in measure(view, code, by).rows}


def series(view: View, code: str, periods: tuple[Period, ...]) -> list[float | None]:
    """The values over `periods`, None where a period has none."""
    found = rows(view, code, "period")
    return [found[period.label].value if period.label in found else None for period in periods]


def record(view: View, name: str, *asked: Any) -> Any:
    """A record of the workshop that is not an indicator: calls `indicators.<name>(reader, *asked, programme=…)` once."""
    return _record(view.version, view.programme, name, asked)


@st.cache_resource(max_entries=4000, show_spinner=False)
def _measure(version: str, programme: str, code: str, label: str | None, by: str, group: str | None, place: str | None) -> Measure:
    period = parse_period(label) if label else None
    with reading() as reader:
        return indicators.measure(reader, code, period=period, by=by, scope=Scope(group=group, parent=place), programme=programme)


@st.cache_resource(max_entries=500, show_spinner=False)
def _record(version: str, programme: str, name: str, asked: tuple[Any, ...]) -> Any:
    ask: Callable[..., Any] = getattr(indicators, name)
    with reading() as reader:
        return ask(reader, *asked, programme=programme)
