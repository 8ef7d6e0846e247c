"""The targets of a programme: where each figure stands, how fast it must go, how fast it has gone."""

from __future__ import annotations

from dataclasses import dataclass, replace

from base.errors import UnknownPeriod
from base.period import Period, parse_period
from indicators import Target
from ui import answers
from ui.house import house
from ui.programme import quarters_until, recent_pace
from ui.usual import position_of
from ui.view import View

MET, MISSED, ON_PACE, BEHIND, OPEN = "met", "missed", "on_pace", "behind", "open"


@dataclass(frozen=True, slots=True)
class Aimed:
    """A target seen from the view's period: the figure `now` (None: not known), its change a quarter that is `needed` to
    reach the target in time and the `actual` one of the last quarters (None: not known, or nothing left to do), and whether
    that is enough.
    """

    target: Target
    due: Period | None
    now: float | None
    needed: float | None
    actual: float | None
    state: str


def targets(view: View) -> list[Aimed]:
    """Every target of the view's programme whose indicator the dictionary has."""
    return [_aimed(view, target) for target in answers.record(view, "targets") if answers.known(target.indicator)]


def _aimed(view: View, target: Target) -> Aimed:
    seen = replace(view, group=target.unit_group, place=target.unit_id)
    periods = house(view.programme).periods
    values = answers.series(seen, target.indicator, periods) if periods else []
    at = position_of(periods, view.period) if periods else 0
    now, actual = (values[at], recent_pace(values, at)[0]) if values else (None, None)
    due, needed = _period(target), None
    left = quarters_until(due.end, view.period) if due else 0
    if now is not None and target.value is not None and left > 0 and not _reached(target, now):
        needed = (target.value - now) / left
    return Aimed(target, due, now, needed, actual, _state(target, now, needed, actual))


def _reached(target: Target, now: float) -> bool:
    level = target.value or 0
    return now <= level if answers.indicator(target.indicator).better == "lower" else now >= level


def _state(target: Target, now: float | None, needed: float | None, actual: float | None) -> str:
    if now is None or target.value is None:
        return OPEN
    if _reached(target, now):
        return MET
    if needed is None:
        return MISSED
    if actual is None:
        return OPEN
    return ON_PACE if (actual >= needed if needed > 0 else actual <= needed) else BEHIND


def _period(target: Target) -> Period | None:
    try:
        return parse_period(target.period or "")
    except UnknownPeriod:
        return None
