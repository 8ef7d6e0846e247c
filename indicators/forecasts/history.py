"""From units' states, quarter by quarter, to counts of transitions by group.

A country has a million of them, so they stand in one table of numbers and are counted column by column.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt

from base.period import Period
from indicators.composition import ask_columns, panel_for, ready, roll_for
from indicators.measures import Scope, bound, narrowing
from indicators.panel import Panel
from indicators.roll import Roll
from indicators.rolling import POPULATIONS, figures
from indicators.shelf import Indicator
from store import Asking

Counts = npt.NDArray[np.int64]
Marks = npt.NDArray[np.bool_]
States = npt.NDArray[np.int8]
# The state of a unit at the end of a quarter: nothing known; known, but not in the base; in the base and not done, done.
UNKNOWN, OUTSIDE, WAITING, DONE = -2, -1, 0, 1
NO_UNIT = 2  # a number that is not that of one unit
_STATES = """select
    g.number, (year(g.ends_on) * 4 + quarter(g.ends_on))::smallint as quarter, coalesce(g.told, false) as told,
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
_ENTRIES = "select number, entry from units_now where valid_from <= $last and taken_over > $last"


@dataclass(frozen=True, slots=True)
class Courses:
    """What units went through: a row of `states` a unit, a column a quarter; `told` where a report of that very quarter said
    so. `entries` of the roll tell of each row's unit.
    """

    states: States
    told: Marks
    entries: Counts
    roll: Roll

    def upto(self, quarters: int) -> Courses:
        """The first quarters alone."""
        return replace(self, states=self.states[:, :quarters], told=self.told[:, :quarters])

    def only(self, meant: Marks) -> Courses:
        """Some of the units."""
        return replace(self, states=self.states[meant], told=self.told[meant], entries=self.entries[meant])

    def said(self, column: str, rows: Counts) -> list[str]:
        """What a column of the roll says of the units of these rows."""
        return self.roll.said(column, self.entries[rows].tolist())


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
    panel, roll = panel_for(reader, values), roll_for(reader, values)
    narrowed = narrowing(scope, panel)
    kept = panel.courses.get(found.code) if panel and not narrowed else None
    states, told = kept or _read_courses(reader, found, known, roll, values, narrowed, panel)
    number, entry = ask_columns(reader, _ENTRIES, values | {"last": known[-1].end}).values()
    entries = np.zeros(len(states), np.int64)
    entries[number] = entry
    courses = Courses(states, told, entries, roll).upto(len(known))
    return courses.only((states != UNKNOWN).any(axis=1)) if narrowed else courses


def kept_courses(
    reader: Asking, found: Indicator, known: Sequence[Period], programme: str, panel: Panel
) -> tuple[States, Marks] | None:
    """The states of all units over all quarters of the panel, and where they were told; None where the indicator counts
    anything but units, or the panel does not hold it.
    """
    asked = panel.asked_for([quarter.label for quarter in known])
    if found.kind != "ratio" or found.over_time != "last" or not panel.roll or not asked.figures(found):
        return None
    states, told = _read_courses(reader, found, known, panel.roll, bound(known, Scope(), None, programme), "", asked)
    return None if (states == NO_UNIT).any() else (states, told)


def _read_courses(
    reader: Asking, found: Indicator, known: Sequence[Period], roll: Roll, values: Mapping[str, Any], narrowed: str,
    panel: Panel | None,
) -> tuple[States, Marks]:  # fmt: skip
    """States and where they were told, a row a unit of the register by its number, a column a quarter."""
    query = _STATES.format(
        no_unit=NO_UNIT, outside=OUTSIDE, figures=figures(found, panel), population=POPULATIONS[found.population],
        narrowed=narrowed,
    )  # fmt: skip
    unit, quarter, reported, state = reader.columns(*ready(query, values, panel)).values()
    columns = np.zeros(1 + max(map(_number, known)), np.int64)
    columns[[_number(one) for one in known]] = np.arange(len(known))
    # A quarter's rows come together, so they are written together.
    shape = len(known), len(roll)
    at = columns[quarter] * shape[1] + unit
    states, told = np.full(shape[0] * shape[1], UNKNOWN, np.int8), np.zeros(shape[0] * shape[1], bool)
    states[at], told[at] = state, reported
    return states.reshape(shape).T, told.reshape(shape).T


def _number(quarter: Period) -> int:
    return quarter.end.year * 4 + (quarter.end.month + 2) // 3


def story_of(courses: Courses, known: Sequence[Period], by: str, begins: date | None) -> Story:
    """The transitions between the quarters known; those before the programme `begins` do not count. `by`: a column of the
    roll.

    A unit is watched up to the last quarter that it was told of: later silence says nothing. A change that is told after
    a gap is counted in the quarter that tells it. All that a unit did counts for the group in which it is now.
    """
    (said, places), now = courses.roll.sorted_by(by), courses.states[:, -1]
    everyones = np.array(places, np.int64)[courses.entries]
    present = np.unique(everyones[now >= WAITING])
    keys, place = tuple(said[at] for at in present.tolist()), np.full(len(said), -1, np.int64)
    place[present] = np.arange(len(present))
    groups = place[everyones]
    left, done = (np.bincount(groups[now == state], minlength=len(keys)) for state in (WAITING, DONE))
    watched = _watched(courses)
    counted = [i for i, quarter in enumerate(known) if begins is None or quarter.end > begins]
    return Story(
        keys, left, done, np.flatnonzero(now == WAITING), groups, _relapsed(watched),
        _moves(watched, groups, len(keys), [i for i in counted if i]),
        sum(bool(courses.told[:, quarter].any()) for quarter in counted),
    )  # fmt: skip


def _watched(courses: Courses) -> States:
    """The states up to the last quarter that told of a unit."""
    states, later = courses.states.copy(order="K"), np.zeros(len(courses.states), np.bool_)
    # A quarter's rows lie together, so they are looked at together.
    for quarter in reversed(range(states.shape[1])):
        later |= courses.told[:, quarter]
        states[~later, quarter] = UNKNOWN
    return states


def _moves(states: States, groups: Counts, keys: int, counted: Sequence[int]) -> Moves:
    """The transitions into the quarters counted from the one before each."""
    # Every unit counts under its group and the pair of its states, from -2 to 1; the pairs meant are taken of that.
    pairs, under = (states[:, :-1] - UNKNOWN) * 4 + (states[:, 1:] - UNKNOWN), (groups + 1) * 16
    found = [np.bincount(under + pairs[:, quarter - 1], minlength=16 * (keys + 1)) for quarter in counted]
    counts = np.array(found, np.int64).reshape(len(counted), keys + 1, 4, 4)[:, 1:, WAITING - UNKNOWN :, WAITING - UNKNOWN :]
    stayed_or_moved = counts.sum(axis=3)
    return Moves(stayed_or_moved[:, :, WAITING], counts[:, :, 0, 1], stayed_or_moved[:, :, DONE], counts[:, :, 1, 0])


def _relapsed(states: States) -> Marks:
    """Units that were done once, and were not when they were told of last."""
    known = states != UNKNOWN
    last = known.shape[1] - 1 - known[:, ::-1].argmax(axis=1)
    return (states == DONE).any(axis=1) & (states[np.arange(len(states)), last] != DONE)
