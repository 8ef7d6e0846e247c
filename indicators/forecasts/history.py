"""From units' rows, quarter by quarter, to counts of transitions by group."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from base.period import Period
from indicators.unit_rows import UnitRow

Key = Callable[[UnitRow], str]
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
    return Story(
        now,
        keys,
        tuple(_moves(courses, keys, key, i) for i in counted if i),
        sum(known[i].label in told for i in counted),
        frozenset(unit for unit, course in courses.items() if _relapsed(course)),
    )


def _courses(rows: Sequence[UnitRow], at: dict[str, int]) -> dict[str, dict[int, UnitRow]]:
    """Each unit's rows by quarter, up to the last one told."""
    courses: dict[str, dict[int, UnitRow]] = {}
    for row in rows:
        courses.setdefault(row.unit_id, {})[at[row.period]] = row
    last = {unit: max((i for i, row in course.items() if row.told), default=-1) for unit, course in courses.items()}
    return {unit: {i: row for i, row in course.items() if i <= last[unit]} for unit, course in courses.items()}


def _moves(courses: dict[str, dict[int, UnitRow]], keys: tuple[str, ...], key: Key, quarter: int) -> Moves:
    place = {name: i for i, name in enumerate(keys)}
    counts = [[0] * len(keys) for _ in range(4)]
    for course in courses.values():
        before, after = course.get(quarter - 1), course.get(quarter)
        if before is None or after is None or not before.whole or not after.whole or key(after) not in place:
            continue
        first, group = (2 if before.part else 0), place[key(after)]
        counts[first][group] += 1
        counts[first + 1][group] += before.part != after.part
    waiting, gained, standing, lapsed = map(tuple, counts)
    return Moves(waiting, gained, standing, lapsed)


def _relapsed(course: dict[int, UnitRow]) -> bool:
    parts = [row.part for _, row in sorted(course.items())]
    return bool(parts) and not parts[-1] and any(parts)
