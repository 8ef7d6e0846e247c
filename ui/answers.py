"""The workshop's answers, asked once for each version of the data, indicator and filter, and then remembered.

Answers are frozen, so every reader shares them as they are (no copying, no pickling); the oldest are forgotten.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Any

import indicators
from base.period import Period, parse_period
from indicators import Indicator, Measure, Row, Scope, Target
from ui.looking import reading
from ui.view import View

# Plans set targets for the conversion to 2015 under the names that the dictionary has for it.
FIRST_CONVERSION = "2015"
NAMESAKES = {"programme_rate": ("conversion_rate",), "programme_share": ("v2015_rate",)}


def indicator(code: str) -> Indicator:
    """The dictionary's entry of an indicator; raises UnknownIndicator."""
    return indicators.catalogue()[code]


def codes() -> tuple[str, ...]:
    """Every indicator of the dictionary, theme by theme."""
    return tuple(indicators.catalogue())


def known(code: str) -> bool:
    """Whether the workshop has this indicator."""
    return code in indicators.catalogue()


def measure(view: View, code: str, by: str = "total", period: Period | None = None) -> Measure:
    """An indicator for the view's place and group; `by` as the workshop takes it."""
    label = None if by == "period" else (period or view.period).label
    return _measure(view.version, view.programme, code, label, by, view.scope)


def total(view: View, code: str, period: Period | None = None) -> Row | None:
    """The one row of the whole scope, or None where the workshop has none."""
    rows = measure(view, code, "total", period).rows
    return rows[0] if rows else None


def totals(view: View) -> dict[str, Row]:
    """That row of every indicator of the dictionary, by code; asked in one go."""
    return _totals(view.version, view.programme, view.period.label, view.scope)


def of_unit(view: View, code: str, unit: str, period: Period | None = None) -> Row | None:
    """The row of one unit by itself, whatever place and group the view narrows to; None where nobody reported it."""
    label = (period or view.period).label
    return next(iter(_measure(view.version, view.programme, code, label, "total", Scope(unit=unit)).rows), None)


def history(view: View, code: str, unit: str, periods: tuple[Period, ...], units_on: date | None = None) -> list[float | None]:
    """The values of one unit by itself over `periods`; with `units_on` together with those of the units that went into it."""
    scope = Scope(unit=unit, units_on=units_on)
    found = {row.key: row for row in _measure(view.version, view.programme, code, None, "period", scope).rows}
    return [found[period.label].value if period.label in found else None for period in periods]


def below(view: View, place: str) -> frozenset[str]:
    """The units of a place's subtree, the place itself included."""
    return frozenset(rows(replace(view, place=place, group=None), "submission_rate", "unit"))


def value(view: View, code: str, period: Period | None = None) -> float | None:
    """The value of the whole scope, or None where nobody reported or there is no base."""
    row = total(view, code, period)
    return row.value if row else None


def rows(view: View, code: str, by: str) -> dict[str, Row]:
    """The rows of a breakdown by their key."""
    label = None if by == "period" else view.period.label
    return _rows(view.version, view.programme, code, label, by, view.scope)


def series(view: View, code: str, periods: tuple[Period, ...]) -> list[float | None]:
    """The values over `periods`, None where a period has none."""
    found = rows(view, code, "period")
    return [found[period.label].value if period.label in found else None for period in periods]


def target(view: View, code: str) -> Target | None:
    """The target that the programme sets for an indicator, the view's units and its period."""
    meant = {view.conversion} if view.conversion else {one.edition for one in record(view, "conversions")}
    codes = [code, *(NAMESAKES.get(code, ()) if meant == {FIRST_CONVERSION} else ())]
    found = (indicators.target_for(record(view, "targets"), one, view.period, view.group, view.place) for one in codes)
    return next((one for one in found if one), None)


def record(view: View, name: str, *asked: Any) -> Any:
    """A record of the workshop that is not an indicator: calls `indicators.<name>(reader, *asked, programme=…)` once."""
    return _record(view.version, view.programme, name, asked)


@lru_cache(4000)
def _measure(version: str, programme: str, code: str, label: str | None, by: str, scope: Scope) -> Measure:
    period = parse_period(label) if label else None
    with reading(version) as reader:
        return indicators.measure(reader, code, period=period, by=by, scope=scope, programme=programme)


@lru_cache(100)
def _totals(version: str, programme: str, label: str, scope: Scope) -> dict[str, Row]:
    asked = [parse_period(label)]
    with reading(version) as reader:
        told = indicators.measured_together(reader, codes(), asked, by="total", scope=scope, programme=programme)
    return {code: one.rows[0] for code, one in told.items() if one.rows}


@lru_cache(4000)
def _rows(version: str, programme: str, code: str, label: str | None, by: str, scope: Scope) -> dict[str, Row]:
    return {row.key: row for row in _measure(version, programme, code, label, by, scope).rows}


@lru_cache(500)
def _record(version: str, programme: str, name: str, asked: tuple[Any, ...]) -> Any:
    ask: Callable[..., Any] = getattr(indicators, name)
    with reading(version) as reader:
        return ask(reader, *asked, programme=programme)
