"""From units' rows, quarter by quarter, to counts of transitions by group."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from operator import itemgetter

from base.period import Period
from indicators.unit_rows import UnitRow

Key = Callable[[UnitRow], str]
Course = list[tuple[int, UnitRow]]  # a unit's rows with the places of their quarters
GROUPINGS: dict[str, Key] = {
    "group": lambda row: row.unit_group,
    "parent": lambda row: row.parent_id,
    "level": lambda row: row.level,
}


@dataclass(frozen=True, slots=True)
class Moves:
    """Transitions of one quarter by group, in the order of the groups: units that could be done, were done, could lapse,
    did lapse.
    """

    waiting: tuple[int, ...]
    gained: tuple[int, ...]
    standing: tuple[int, ...]
    lapsed: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Story:
    """What units have gone through. `now` holds the units that count at the end, by id; `keys` their groups; `quarters` how
    many quarters of history were told; `relapsed` the units that were done once and are not.
    """

    now: dict[str, UnitRow]
    keys: tuple[str, ...]
    moves: tuple[Moves, ...]
    quarters: int
    relapsed: frozenset[str]


def story_of(rows: Sequence[UnitRow], known: Sequence[Period], by: str, begins: date | None) -> Story:
    """The transitions between the quarters known; those before the programme `begins` do not count.

    A unit is watched up to the last quarter that it was told of: later silence says nothing. A change that is told after
    a gap is counted in the quarter that tells it.
    """
    at = {quarter.label: i for i, quarter in enumerate(known)}
    courses = _courses(rows, at)
    now = {row.unit_id: row for row in rows if row.period == known[-1].label and row.whole} if known else {}
    key = GROUPINGS[by]
    keys = tuple(sorted({key(row) for row in now.values()}))
    counted = [i for i, quarter in enumerate(known) if begins is None or quarter.end > begins]
    told = {row.period for row in rows if row.told}
    moves = _moves(courses.values(), keys, key, len(known))
    return Story(
        now,
        keys,
        tuple(moves[i] for i in counted if i),
        sum(known[i].label in told for i in counted),
        frozenset(unit for unit, course in courses.items() if _relapsed(course)),
    )


def _courses(rows: Sequence[UnitRow], at: dict[str, int]) -> dict[str, Course]:
    """Each unit's rows by quarter, in order, up to the last one told."""
    courses: dict[str, Course] = defaultdict(list)
    last: dict[str, int] = {}
    for quarter, row in sorted(((at[row.period], row) for row in rows), key=itemgetter(0)):
        course = courses[row.unit_id]
        course.append((quarter, row))
        if row.told:
            last[row.unit_id] = len(course)
    return {unit: course[: last.get(unit, 0)] for unit, course in courses.items()}


def _moves(courses: Iterable[Course], keys: tuple[str, ...], key: Key, quarters: int) -> list[Moves]:
    """The transitions into each quarter from the one before it."""
    place = {name: i for i, name in enumerate(keys)}
    counts = [[[0] * len(keys) for _ in range(4)] for _ in range(quarters)]
    for course in courses:
        for (first, before), (second, after) in pairwise(course):
            group = place.get(key(after))
            if second != first + 1 or not before.whole or not after.whole or group is None:
                continue
            side = 2 if before.part else 0
            counts[second][side][group] += 1
            counts[second][side + 1][group] += before.part != after.part
    return [Moves(*map(tuple, counted)) for counted in counts]


def _relapsed(course: Course) -> bool:
    return bool(course) and not course[-1][1].part and any(row.part for _, row in course)
