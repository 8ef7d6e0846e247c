"""The conversion programme in words and figures: what is left, by when, at which pace."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from base.period import Period, quarter_of, quarters_between
from ui import answers
from ui.address import picker
from ui.view import View

DAYS_OF_QUARTER = 365.25 / 4
RECENT = 4


@dataclass(frozen=True, slots=True)
class Pace:
    """Units a quarter: `needed` to be done by the deadline, `actual` over the last `quarters`; None where unknown."""

    left: float | None
    quarters_left: float
    needed: float | None
    actual: float | None
    quarters: int


@dataclass(frozen=True, slots=True)
class Conversion:
    """A conversion programme: the editions that units move from and to, and its first and last day."""

    edition_from: str
    edition: str
    starts_on: date
    ends_on: date


def conversion(view: View) -> Conversion | None:
    """The conversion programme meant: the one picked, else the newest begun by the end of the view's period, or the first to
    come; None where there is none with both its days.
    """
    known = _dated(view)
    picked = [one for one in known if one.edition == view.conversion]
    begun = [one for one in known if one.starts_on <= view.period.end]
    return next(iter([*picked, *begun[::-1], *known]), None)


def choose(view: View) -> View:
    """The view with the conversion programme that the reader picks, where there are several."""
    names = {one.edition: view.say("conversion.named", old=one.edition_from, new=one.edition) for one in _dated(view)}
    usual = conversion(view)
    if usual is None or len(names) == 1:
        return view  # none is named then: figures of the period's own conversion are worked out beforehand
    chosen, _ = picker("conversion", view.say("conversion.pick"), list(names), usual.edition, names.__getitem__)
    return replace(view, conversion=chosen)


def target_of(view: View, code: str) -> float | None:
    """The level set for an indicator and the view's units, the one for the view's period or year before any other."""
    target = answers.target(view, code)
    return target.value if target else None


def _dated(view: View) -> list[Conversion]:
    return [
        Conversion(one.edition_from, one.edition, one.starts_on, one.ends_on)
        for one in answers.record(view, "conversions")
        if one.starts_on and one.ends_on
    ]


def pace(
    remaining: Sequence[float | None], converted: Sequence[float | None], periods: Sequence[Period], now: int, deadline: date
) -> Pace:
    """Needed and actual pace at position `now`: what remains by the deadline, and how fast units have converted."""
    left = remaining[now]
    quarters_left = quarters_until(deadline, periods[now])
    needed = left / quarters_left if left is not None and quarters_left > 0 else None
    return Pace(left, quarters_left, needed, *recent_pace(converted, now))


def recent_pace(values: Sequence[float | None], now: int) -> tuple[float | None, int]:
    """The mean change a quarter over the last quarters up to position `now` (None where an end is not known), and how many."""
    first = max(now - RECENT, 0)
    start, end = values[first], values[now]
    change = (end - start) / (now - first) if start is not None and end is not None and now > first else None
    return change, now - first


def quarters_until(day: date, period: Period) -> float:
    """How many quarters lie between the end of a period and a day; below zero once it is past."""
    return (day - period.end).days / DAYS_OF_QUARTER


def axis_until(periods: Sequence[Period], deadline: date) -> list[Period]:
    """The known quarters and those still to come until the deadline's own."""
    last = max(periods[-1], quarter_of(deadline))
    return quarters_between(periods[0], last)


def beginning(values: Sequence[float | None], periods: Sequence[Period], starts_on: date) -> tuple[int, float | None]:
    """Where the even way down begins: the last quarter that ended before the programme's start, and what was left then."""
    before = [i for i, period in enumerate(periods) if period.end <= starts_on and values[i] is not None]
    at = before[-1] if before else 0
    return at, values[at]


def position(day: date, periods: Sequence[Period]) -> float:
    """Where a day stands on an axis whose whole numbers are the ends of the periods."""
    for i, period in enumerate(periods):
        if day <= period.end:
            return i + quarters_until(day, period)
    return len(periods) - 1 + quarters_until(day, periods[-1])
