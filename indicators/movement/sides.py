"""Where all units stood in a period, as columns: a country has ten thousands of them, and most of them never move."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import compress, repeat
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from base.period import Period
from base.tuples import tuples
from indicators.composition import ask_columns, roll_for
from indicators.measures import Scope, bound, narrowing
from indicators.movement.states import TOTAL_KEY, Place, UnitState
from indicators.movement.sums import Sums, added
from indicators.roll import Roll
from indicators.rolling import POPULATIONS
from indicators.shelf import Indicator
from store import Asking, Reader

Counts = npt.NDArray[np.int64]
Marks = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Side:
    """Every unit that lived in a period, a row each: `rows` by id, entries of the roll, and the marks and values of `UnitState`
    as columns. `adding`: what it adds to part and whole.
    """

    roll: Roll
    rows: Mapping[str, int]
    entries: Counts
    told: Mapping[str, Any]
    adds: Marks
    adding: Counts

    def at(self, units: Sequence[str]) -> list[UnitState | None]:
        """Where units stood; None: not in the register of this period."""
        rows = np.array([self.rows[unit] for unit in units if unit in self.rows], np.int64)
        stands, counted, inside, part, whole, told = (column[rows].tolist() for column in self.told.values())
        places = zip(*map(self.place, rows.tolist()), strict=True) if len(rows) else ((), (), ())
        known = iter(tuples(UnitState, (*places, stands, counted, inside, self.adds[rows].tolist(), part, whole, told)))
        return [next(known) if unit in self.rows else None for unit in units]

    def place(self, row: int) -> tuple[str, str, str]:
        """The group, level and superior of a row's unit."""
        entry = self.roll.entries[self.entries[row]]
        return entry.unit_group, entry.level, entry.parent_id

    def name(self, unit: str) -> str | None:
        """The name of a unit; None: it is not in the register of this period."""
        return self.roll.entries[self.entries[self.rows[unit]]].name if unit in self.rows else None

    def in_sums(self) -> set[str]:
        """The units that are in the sums."""
        return set(compress(self.rows, self.adds.tolist()))

    def only(self, units: Collection[str]) -> Side:
        """Some of the units."""
        rows = np.array([row for unit, row in self.rows.items() if unit in units], np.int64)
        return _side(self.roll, self.entries[rows], {name: column[rows] for name, column in self.told.items()})

    def sums(self, column: str | None, ratio: bool) -> dict[str, Sums]:
        """The sums by what a column of the roll says of units; those of all by `TOTAL_KEY` without one."""
        rows = np.flatnonzero(self.adds)
        told = {TOTAL_KEY: rows} if column is None else self._apart(rows, column)
        return {key: added(*self.adding[:, some].tolist(), ratio=ratio) for key, some in told.items()}

    def _apart(self, rows: Counts, column: str) -> dict[str, Counts]:
        keys = self.roll.said(column, self.entries[rows].tolist())
        place = {key: at for at, key in enumerate(dict.fromkeys(keys))}
        places = np.fromiter(map(place.__getitem__, keys), np.int64, len(keys))
        ends = np.cumsum(np.bincount(places, minlength=len(place)))
        return dict(zip(place, np.split(rows[np.argsort(places, kind="stable")], ends[:-1]), strict=True)) if place else {}


class Walk(NamedTuple):
    """Where units stood: before, before as it reads now, after."""

    early: Side
    again: Side
    late: Side

    def learnt(self) -> dict[str, Place]:
        """What changed of the same period, by unit."""
        return _steps(self.early, self.again)

    def lived(self) -> dict[str, Place]:
        """What changed from one period to the other, by unit."""
        return _steps(self.again, self.late)

    def only(self, units: Collection[str]) -> Walk:
        """Some of the units."""
        again = self.again.only(units)
        return Walk(again if self.early is self.again else self.early.only(units), again, self.late.only(units))

    def name(self, unit: str) -> str | None:
        """The name that a unit has in the newest register that knows it."""
        return next(filter(None, (side.name(unit) for side in reversed(self))), None)


def walked(then: Reader, now: Reader, found: Indicator, first: Period, last: Period, scope: Scope, programme: str) -> Walk:
    """Where units stood in two periods, as two states of the store know it."""
    late = _sides(now, found, list({period.label: period for period in (first, last)}.values()), scope, programme)
    again, end = late[first.label], late[last.label]
    early = again if then.upto == now.upto else _sides(then, found, [first], scope, programme)[first.label]
    return Walk(early, again, end)


def _sides(reader: Asking, found: Indicator, asked: Sequence[Period], scope: Scope, programme: str) -> dict[str, Side]:
    """Every unit that lived in each period asked for, by period."""
    values = bound(asked, scope, None, programme)
    told = ask_columns(reader, _query(found, narrowing(scope)), values)
    roll, entries, place = roll_for(reader, values), told.pop("entry"), told.pop("place")
    meant = {period.label: place == at for at, period in enumerate(asked, 1)}
    return {label: _side(roll, entries[rows], {name: one[rows] for name, one in told.items()}) for label, rows in meant.items()}


def _steps(one: Side, other: Side) -> dict[str, Place]:
    """The units that come to add something else, or to stand elsewhere in a breakdown, by id: before and after."""
    if one is other:
        return {}
    at = np.fromiter(map(other.rows.get, one.rows, repeat(-1)), np.int64, len(one.rows))
    here, there = np.flatnonzero(at >= 0), at[at >= 0]
    moved = one.adds & (at < 0)
    moved[here] = (one.adding[:, here] != other.adding[:, there]).any(axis=0) | (one.adds[here] != other.adds[there])
    same = (one.entries[here] == other.entries[there]) if one.roll is other.roll else np.zeros(len(here), bool)
    for row, later in zip(here[~same].tolist(), there[~same].tolist(), strict=True):
        moved[row] |= bool(one.adds[row]) and one.place(row) != other.place(later)
    came = [unit for unit in compress(other.rows, other.adds.tolist()) if unit not in one.rows]
    units = sorted([*compress(one.rows, moved.tolist()), *came])
    return dict(zip(units, zip(one.at(units), other.at(units), strict=True), strict=True))


def _side(roll: Roll, entries: Counts, told: Mapping[str, Any]) -> Side:
    rows = dict(zip(roll.said("unit_id", entries.tolist()), range(len(entries)), strict=True))
    adds = told["counted"] & told["inside"] & ~np.ma.getmaskarray(told["part"])
    adding = np.array([np.where(adds, np.ma.filled(told[name], 0), 0) for name in ("part", "whole")])
    return Side(roll, rows, entries, told, adds, adding)


def _query(found: Indicator, narrowed: str) -> str:
    whole = "m.whole" if found.kind == "ratio" else "0"
    known = "m.part is not null and m.whole is not null" if found.kind == "ratio" else "m.part is not null"
    return f"""select
    list_position($labels, g.period) as place, g.entry, g.stands, {POPULATIONS[found.population]} as counted,
    coalesce(true{narrowed}, false) as inside,
    case when {known} then cast(m.part as bigint) end as part,
    case when {known} then cast({whole} as bigint) end as whole,
    {known} and {"coalesce(m.told, false)" if found.tells else "true"} as told
from register g
left join (
{found.body}
) m using (unit_id, period)
order by place, g.entry"""
