"""From units' states, quarter by quarter, to counts of transitions by group.

A country has a million of them, so they stand in one table of numbers and are counted column by column.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt

from base.period import Period
from indicators.composition import ask_columns, panel_for
from indicators.measures import Scope, bound, narrowing
from indicators.rolling import POPULATIONS, figures
from indicators.shelf import Indicator
from store import Asking

Counts = npt.NDArray[np.int64]
Marks = npt.NDArray[np.bool_]
# The state of a unit at the end of a quarter: nothing known; known, but not in the base; in the base and not done, done.
UNKNOWN, OUTSIDE, WAITING, DONE = -2, -1, 0, 1
NO_UNIT = 2  # a number that is not that of one unit
_STATES = """select
    (g.number - 1)::int as unit, (year(g.ends_on) * 4 + quarter(g.ends_on))::smallint as quarter,
    coalesce(g.told, false) as told,
    case
        when g.part not in (0, 1) or g.whole not in (0, 1) then {no_unit}
        when g.whole = 0 then {outside}
        else g.part
    end::tinyint as state
from (
{figures}
) g
where g.part is not null and g.whole is not null and {population}{narrowed}"""
# Each unit as it is at the end of the last quarter, or as it was when it ended.
_UNITS = """select
    (number - 1)::int as unit, unit_id, name, coalesce(unit_group, '') as unit_group, coalesce(parent_id, '') as parent_id, level
from units_now
where valid_from <= $last and taken_over > $last
order by number"""


@dataclass(frozen=True, slots=True)
class Courses:
    """What units went through: a row of `states` a unit, a column a quarter; `told` where a report of that very quarter said
    so. `units` tells of each row its unit's id, name, group, parent and level, by these names.
    """

    states: npt.NDArray[np.int8]
    told: Marks
    units: dict[str, npt.NDArray[Any]]

    def upto(self, quarters: int) -> Courses:
        """The first quarters alone."""
        return replace(self, states=self.states[:, :quarters], told=self.told[:, :quarters])

    def only(self, meant: Marks) -> Courses:
        """Some of the units."""
        return Courses(self.states[meant], self.told[meant], {name: column[meant] for name, column in self.units.items()})


@dataclass(frozen=True, slots=True)
class Moves:
    """Transitions into each quarter (rows) by group (columns): units that could be done and were, that could lapse and did."""

    waiting: Counts
    gained: Counts
    standing: Counts
    lapsed: Counts


@dataclass(frozen=True, slots=True)
class Story:
    """What units have gone through. `keys` are the groups of the units that count at the end, `left` and `done` how many each
    has; `waiting` are the rows of those that are not done, `groups` the place of each row's group in `keys` (-1: none of
    them), `relapsed` marks the rows of units that were done once and are not. `quarters`: how many were told.
    """

    keys: tuple[str, ...]
    left: Counts
    done: Counts
    waiting: Counts
    groups: Counts
    relapsed: Marks
    moves: Moves
    quarters: int


def courses_of(reader: Asking, found: Indicator, known: Sequence[Period], scope: Scope, programme: str) -> Courses:
    """The courses of all units in the scope over the quarters known. A state is `NO_UNIT` where the indicator counts anything
    but units.
    """
    values = bound(known, scope, None, programme)
    panel = panel_for(reader, values)
    query = _STATES.format(
        no_unit=NO_UNIT, outside=OUTSIDE, figures=figures(found, panel), population=POPULATIONS[found.population],
        narrowed=narrowing(scope, panel),
    )  # fmt: skip
    told = ask_columns(reader, query, values)
    listed = ask_columns(reader, _UNITS, values | {"last": known[-1].end})
    seen = np.zeros(1 + max(listed["unit"].max(initial=0), told["unit"].max(initial=0)), bool)
    seen[told["unit"]] = True
    row = np.cumsum(seen) - 1
    quarter = np.zeros(1 + max(map(_number, known)), np.int64)
    quarter[[_number(one) for one in known]] = np.arange(len(known))
    # A quarter's rows come together, so they are written together.
    many = int(seen.sum())
    at = quarter[told["quarter"]] * many + row[told["unit"]]
    states, reported = np.full(len(known) * many, UNKNOWN, np.int8), np.zeros(len(known) * many, bool)
    states[at], reported[at] = told["state"], told["told"]
    shape = len(known), many
    units = {name: column[seen[listed["unit"]]] for name, column in listed.items()}
    return Courses(states.reshape(shape).T, reported.reshape(shape).T, units)


def _number(quarter: Period) -> int:
    return quarter.end.year * 4 + (quarter.end.month + 2) // 3


def story_of(courses: Courses, known: Sequence[Period], by: str, begins: date | None) -> Story:
    """The transitions between the quarters known; those before the programme `begins` do not count. `by`: the name of a column
    of units.

    A unit is watched up to the last quarter that it was told of: later silence says nothing. A change that is told after
    a gap is counted in the quarter that tells it. All that a unit did counts for the group in which it is now.
    """
    names, now = courses.units[by].tolist(), courses.states[:, -1]
    keys = tuple(sorted({names[row] for row in np.flatnonzero(now >= WAITING)}))
    place = {name: i for i, name in enumerate(keys)}
    groups = np.array([place.get(name, -1) for name in names], np.int64)
    left, done = (np.bincount(groups[now == state], minlength=len(keys)) for state in (WAITING, DONE))
    watched = np.where(_watched(courses.told), courses.states, UNKNOWN)
    counted = [i for i, quarter in enumerate(known) if begins is None or quarter.end > begins]
    return Story(
        keys, left, done, np.flatnonzero(now == WAITING), groups, _relapsed(watched),
        _moves(watched, groups, len(keys), [i for i in counted if i]),
        int(np.count_nonzero(courses.told[:, counted].any(axis=0))),
    )  # fmt: skip


def _watched(told: Marks) -> Marks:
    """The quarters up to the last one that told of a unit."""
    later: Marks = np.maximum.accumulate(told[:, ::-1], axis=1)
    return later[:, ::-1]


def _moves(states: npt.NDArray[np.int8], groups: Counts, keys: int, counted: Sequence[int]) -> Moves:
    """The transitions into the quarters counted from the one before each."""
    counts = np.zeros((len(counted), keys, 2, 2), np.int64)
    for row, quarter in enumerate(counted):
        before, after = states[:, quarter - 1], states[:, quarter]
        moved = (before >= WAITING) & (after >= WAITING) & (groups >= 0)
        kinds = groups[moved] * 4 + before[moved] * 2 + after[moved]
        counts[row] = np.bincount(kinds, minlength=keys * 4).reshape(keys, 2, 2)
    stayed_or_moved = counts.sum(axis=3)
    return Moves(stayed_or_moved[:, :, WAITING], counts[:, :, 0, 1], stayed_or_moved[:, :, DONE], counts[:, :, 1, 0])


def _relapsed(states: npt.NDArray[np.int8]) -> Marks:
    """Units that were done once, and were not when they were told of last."""
    known = states != UNKNOWN
    last = known.shape[1] - 1 - known[:, ::-1].argmax(axis=1)
    return (states == DONE).any(axis=1) & (states[np.arange(len(states)), last] != DONE)
