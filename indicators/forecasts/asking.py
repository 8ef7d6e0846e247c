"""When will all units have done it? A date with an interval, from the units' own transitions; or that nobody can tell.

The arithmetic stands in `model`; here is what it is fed with, and what is told of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import inf
from typing import TYPE_CHECKING, NamedTuple

from base.errors import UsageError
from base.period import Period, parse_period
from indicators.composition import ask
from indicators.measures import Scope, bound
from indicators.quarters import periods
from indicators.records.programme import phases, targets
from indicators.roll import COLUMNS
from indicators.shelf import Indicator, indicator
from store import Asking

if TYPE_CHECKING:
    from indicators.forecasts.history import Courses, Story
    from indicators.forecasts.model import Future

# The share whose 100 % a count runs towards.
RATES = {
    "units_applied": "adoption_rate",
    "units_announced": "announcement_rate",
    "units_v2015": "v2015_rate",
    "units_v2008": "conversion_rate",
    "units_converted": "conversion_rate",
    "conversion_remaining": "conversion_rate",
    "programme_reached": "programme_share",
    "programme_converted": "programme_rate",
    "programme_remaining": "programme_rate",
}
GROUPINGS = ("group", "parent", "level")  # the ways to group units that have a pace of their own
LEAST_QUARTERS = 4
DAYS_OF_QUARTER = 365.25 / 4
FARTHEST = 40  # quarters: ten years
LOW, HIGH = 0.1, 0.9  # the ends of an 80 % interval
FORETOLD, REACHED, TOO_SHORT, STANDING_STILL, SILENT = "foretold", "reached", "too_short", "standing_still", "not_reported"


@dataclass(frozen=True, slots=True)
class Span:
    """The quarter by whose end all is done: lower end, median and upper end of an 80 % interval; None: beyond ten years."""

    low: Period | None
    median: Period | None
    high: Period | None


@dataclass(frozen=True, slots=True)
class Step:
    """Units left at the end of a quarter to come: lower end, median and upper end of an 80 % interval."""

    period: Period
    low: int
    median: int
    high: int


@dataclass(frozen=True, slots=True)
class Part:
    """A group of units: how many are done, when all will be, how probably by the deadline; `last` is the share of futures
    in which it still has units left when the others have none (several may finish in the same quarter).
    """

    key: str
    done: int
    total: int
    span: Span
    in_time: float | None
    last: float


class Waiting(NamedTuple):
    """A unit that is not done yet; `relapsed`: it was once. `late` is how probably it misses the deadline."""

    unit_id: str
    name: str
    group: str
    parent_id: str
    relapsed: bool
    late: float | None


@dataclass(frozen=True, slots=True)
class Forecast:
    """`state` is 'foretold', or why there is no date: 'reached' (all are done), 'too_short' (under four quarters of
    history), 'standing_still' (no unit ever moved), 'not_reported'. `origin` is the last quarter of the history, `quarters`
    its length. `course` holds the quarters to come, `parts` the groups with units left, the one that decides first. `in_time`:
    how probably all is done by the deadline; None where no quarter ends between the origin and it.
    """

    indicator: Indicator
    state: str
    origin: Period | None
    quarters: int
    done: int
    total: int
    deadline: date | None
    span: Span = Span(None, None, None)
    in_time: float | None = None
    course: tuple[Step, ...] = ()
    parts: tuple[Part, ...] = ()
    waiting: tuple[Waiting, ...] = ()


def forecast(
    reader: Asking,
    code: str,
    *,
    by: str = "group",
    scope: Scope = Scope(),  # noqa: B008 - frozen
    period: Period | None = None,
    programme: str = "default",
) -> Forecast:
    """When all units in the scope will be done, seen from the end of `period` (default: the newest quarter).

    `code` is a share of units (adoption_rate, announcement_rate, v2015_rate, conversion_rate, …) or a count that runs
    towards one. Each group of `by` ('group', 'parent', 'level') has a pace of its own. Raises UnknownIndicator, UsageError.
    """
    found = _rate(code)
    if by not in GROUPINGS:
        ways = ", ".join(GROUPINGS)
        raise UsageError(f"Không dự báo theo «{by}» được. Hãy chọn: {ways}.", f"There is no forecast by «{by}». Choose: {ways}.")
    known = [quarter for quarter in periods(reader, programme) if period is None or quarter.end <= period.end]
    begins, deadline = _programme(reader, found, known[-1] if known else None, scope.conversion, programme)
    if not known:
        return Forecast(found, SILENT, None, 0, 0, 0, deadline)
    from indicators.forecasts.history import NO_UNIT, courses_of  # numpy is only loaded where something is foretold

    courses = courses_of(reader, found, known, scope, programme)
    if (courses.states == NO_UNIT).any():
        raise _not_of_units(code)
    return told_of(found, courses, known, by=by, begins=begins, deadline=deadline)


def told_of(
    found: Indicator,
    courses: Courses,
    known: Sequence[Period],
    *,
    by: str = "group",
    begins: date | None = None,
    deadline: date | None = None,
) -> Forecast:
    """The forecast from units' courses over the quarters known; transitions of quarters that ended before `begins` do not
    count.
    """
    from indicators.forecasts.history import story_of
    from indicators.forecasts.model import history_of, run_on

    story, origin = story_of(courses, known, COLUMNS[by], begins), known[-1]
    state, done = _state(story), int(story.done.sum())
    if state != FORETOLD:
        return Forecast(found, state, origin, story.quarters, done, done + len(story.waiting), deadline)
    until = (deadline - origin.end).days / DAYS_OF_QUARTER if deadline else inf
    future = run_on(history_of(story.moves, story.left, story.done, until), FARTHEST)
    return _told(found, story, courses, future, origin, deadline)


def _told(found: Indicator, story: Story, courses: Courses, future: Future, origin: Period, deadline: date | None) -> Forecast:
    coming = [origin.earlier(-i) for i in range(1, FARTHEST + 1)]
    # A deadline before the next quarter's end: no report comes by then, so the history of quarters cannot tell.
    in_time = sum(quarter.end <= deadline for quarter in coming) or None if deadline else None
    parts = [
        Part(key, done, done + left, Span(*future.span(coming, LOW, HIGH, i)), future.in_time(in_time, i), future.last[i])
        for i, (key, done, left) in enumerate(zip(story.keys, story.done.tolist(), story.left.tolist(), strict=True))
        if left
    ]
    done = int(story.done.sum())
    return Forecast(
        found,
        FORETOLD,
        origin,
        story.quarters,
        done,
        done + len(story.waiting),
        deadline,
        Span(*future.span(coming, LOW, HIGH)),
        future.in_time(in_time),
        tuple(Step(coming[i], *ends) for i, ends in enumerate(future.course(LOW, HIGH))),
        tuple(sorted(parts, key=lambda part: (-part.last, part.key))),
        _waiting(story, courses, future, in_time),
    )


def _waiting(story: Story, courses: Courses, future: Future, in_time: int | None) -> tuple[Waiting, ...]:
    """The units that are not done: those first that miss the deadline most probably, then those of the group that decides."""
    late = [None if in_time is None else future.late(i, in_time, int(left)) for i, left in enumerate(story.left)]
    order = sorted(range(len(story.keys)), key=lambda i: (-(late[i] or 0), -future.last[i]))
    rank = {group: place for place, group in enumerate(order)}
    rows = story.waiting
    told = [courses.said(name, rows) for name in ("unit_id", "name", "unit_group", "parent_id")]
    groups, relapsed = story.groups[rows].tolist(), story.relapsed[rows].tolist()
    ranked = sorted(zip([rank[group] for group in groups], [not one for one in relapsed], told[1], range(len(rows)), strict=True))
    waiting = list(map(Waiting, *told, relapsed, [late[group] for group in groups]))
    return tuple(waiting[place] for *_, place in ranked)


def _state(story: Story) -> str:
    if not story.keys:
        return SILENT
    if not len(story.waiting):
        return REACHED
    if story.quarters < LEAST_QUARTERS:
        return TOO_SHORT
    return FORETOLD if story.moves.gained.any() else STANDING_STILL


def _rate(code: str) -> Indicator:
    found = indicator(RATES.get(code, code))
    if found.kind != "ratio" or found.over_time != "last":
        raise _not_of_units(code)
    return found


def _not_of_units(code: str) -> UsageError:
    known = ", ".join(sorted({*RATES.values()}))
    return UsageError(f"«{code}» không dự báo được. Hãy chọn: {known}.", f"«{code}» cannot be foretold. Choose: {known}.")


def _programme(
    reader: Asking, found: Indicator, origin: Period | None, edition: str | None, programme: str
) -> tuple[date | None, date | None]:
    """First and last day of the programme that an indicator belongs to: the conversion chosen, or to 2015 where the indicator
    speaks of that; else the day of its target of 100 %, or the end of the phase in which the history ends.
    """
    if found.theme == "conversion" and origin is not None:
        chosen = edition if found.code.startswith("programme_") else "2015"
        values = bound([origin], Scope(conversion=chosen), None, programme)
        rows = ask(reader, "select starts_on, ends_on from conversion_chosen", values)
        return rows[0] if rows else (None, None)
    whole = [one.period for one in targets(reader, programme) if one.indicator == found.code and one.value == 1 and one.period]
    if whole or origin is None:
        return None, parse_period(whole[-1]).end if whole else None
    ends = [one.ends_on for one in phases(reader, programme) if one.ends_on and one.ends_on >= origin.end]
    return None, min(ends, default=None)
