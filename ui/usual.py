"""The usual figures of a page: indicators over time, and by group of units."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from base.period import Period
from ui import answers, breaks, figures, notes, theme
from ui.charts import chart
from ui.figures import Axis, Line, Part
from ui.formats import decimals, drawn, period_name, period_tick
from ui.house import group_name, house
from ui.view import View


@dataclass(frozen=True, slots=True)
class Kind:
    """How an indicator is drawn wherever it appears: colour, dash, marker, pattern."""

    color: str
    dash: str = "solid"
    symbol: str = "circle"
    pattern: str = ""


FEW = 6
FIRST = Kind(theme.ACCENT)
SECOND = Kind(theme.VERMILION, "dash", "diamond", "/")
THIRD = Kind(theme.GREEN, "dashdot", "square", ".")
KINDS = {
    "units_v2015": FIRST,
    "units_v2008": SECOND,
    "units_applied": FIRST,
    "units_announced": THIRD,
    "units_in_scope": Kind(theme.GREY, "dot", "circle"),
    "resolved_late": SECOND,
    "pending_overdue": Kind(theme.ORANGE, "dashdot", "square", "."),
}


def trend(
    view: View,
    key: str,
    title: str,
    codes: Sequence[str],
    *,
    share: bool = False,
    target: tuple[str, float] | None = None,
    note: str = "",
) -> None:
    """Indicators over all known quarters: strong up to the view's period, faint after it; `target` is a dotted level."""

    def build() -> go.Figure | None:
        periods = house(view.programme).periods
        now = position_of(periods, view.period)
        series: list[Line] = []
        for code, otherwise in zip(codes, (FIRST, SECOND, THIRD), strict=False):
            kind = KINDS.get(code, otherwise)
            series += until_now(notes.short_name(view, code), _drawn(view, code, periods), kind, now)
        if not figures.told(series):
            return None
        if target:
            series.append(Line(target[0], [target[1]] * len(periods), theme.GREY, "dot", labelled=False))
        floor = None if share else 0
        axis, dashed = axis_of(periods, view.language), breaks.marks(view, periods)
        digits = max(decimals(answers.indicator(code).format) for code in codes)
        return figures.lines(axis, series, view.language, share=share, floor=floor, marks=dashed, digits=digits)

    chart(view, key, title, build, note=" ".join(part for part in (note, later_note(view), breaks.note(view)) if part))


def _drawn(view: View, code: str, periods: tuple[Period, ...]) -> list[float | None]:
    form = answers.indicator(code).format
    return [drawn(value, form) for value in answers.series(view, code, periods)]


def by_group(view: View, key: str, title: str, codes: Sequence[str], *, note: str = "") -> None:
    """Stacked bars of counts, one bar a group of units."""

    def build() -> go.Figure | None:
        found = [answers.rows(view, code, "group") for code in codes]
        groups = [group for group in house(view.programme).groups if any(group in rows for rows in found)]
        parts = []
        for code, rows, otherwise in zip(codes, found, (FIRST, SECOND, THIRD), strict=False):
            kind = KINDS.get(code, otherwise)
            values = [rows[group].value if group in rows else None for group in groups]
            parts.append(Part(notes.short_name(view, code), values, kind.color, kind.pattern))
        if not figures.told(parts):
            return None
        return figures.bars([group_name(group, view.language) for group in groups], parts, view.language)

    chart(view, key, title, build, note=note)


def until_now(name: str, values: Sequence[float | None], kind: Kind, now: int) -> list[Line]:
    """A series that is strong up to position `now` and faint after it."""
    later = [*[None] * now, *values[now:]]
    return [
        Line(name, values[: now + 1], kind.color, kind.dash, kind.symbol),
        Line(name, later, kind.color, kind.dash, kind.symbol, faint=True),
    ]


def later_note(view: View) -> str:
    """What the faint part of a series is; '' where nothing came after the view's period."""
    periods = house(view.programme).periods
    return view.say("chart.faint") if position_of(periods, view.period) + 1 < len(periods) else ""


def position_of(periods: Sequence[Period], period: Period) -> int:
    """Where a period stands among the known ones; the last place for one that is not among them."""
    return next((i for i, known in enumerate(periods) if known.label == period.label), len(periods) - 1)


def axis_of(periods: Sequence[Period], language: str) -> Axis:
    """The axis of quarters: a few are written out, many only by their years."""
    names = [period_name(period, language) for period in periods]
    if len(periods) <= FEW:
        return Axis(names, {i: period_tick(period, language) for i, period in enumerate(periods)})
    return Axis(names, {i: str(period.year) for i, period in enumerate(periods) if period.number == 1})
