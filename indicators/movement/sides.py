"""Where all units stood in a period, as columns: a country has ten thousands of them, and most of them never move."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, compress
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from base.period import Period
from base.tuples import tuples
from indicators.composition import ask_columns, panel_for, roll_for
from indicators.measures import Scope, bound, narrowing
from indicators.movement.states import TOTAL_KEY, Place, UnitState
from indicators.movement.sums import Sums, added
from indicators.panel import Panel
from indicators.roll import Roll
from indicators.rolling import POPULATIONS, of_everyone
from indicators.shelf import Indicator
from store import Asking, Reader

Counts = npt.NDArray[np.int64]
Marks = npt.NDArray[np.bool_]
MARKS, AMOUNTS = ("stands", "counted", "inside"), ("part", "whole", "told")


@dataclass(frozen=True, slots=True, eq=False)
class Side:
    """Every unit of a walk in one period: the entry that the roll has of it (-1: it did not live), the marks and values of
    `UnitState` as columns, and what it is `adding` to part and whole.
    """

    roll: Roll
    entries: Counts
    told: Mapping[str, Any]
    adds: Marks
    adding: Counts

    def at(self, places: Counts) -> list[UnitState | None]:
        """Where the units at these places stood; None: not in the register of this period."""
        living = places[self.entries[places] >= 0]
        marks, amounts = ([self.told[name][living].tolist() for name in names] for names in (MARKS, AMOUNTS))
        entries = self.entries[living].tolist()
        where = (self.roll.said(column, entries) for column in ("unit_group", "level", "parent_id"))
        states = iter(tuples(UnitState, [*where, *marks, self.adds[living].tolist(), *amounts]))
        return [next(states) if entry >= 0 else None for entry in self.entries[places].tolist()]

    def name(self, place: int) -> str | None:
        """The name of a unit; None: it is not in the register of this period."""
        entry = int(self.entries[place])
        return self.roll.entries[entry].name if entry >= 0 else None

    def only(self, meant: Marks) -> Side:
        """Some of the units: the others did not live."""
        return replace(self, entries=np.where(meant, self.entries, -1), adds=self.adds & meant, adding=self.adding * meant)

    def sums(self, column: str | None, ratio: bool) -> dict[str, Sums]:
        """The sums by what a column of the roll says of units; those of all by `TOTAL_KEY` without one."""
        places = np.flatnonzero(self.adds)
        told = {TOTAL_KEY: places} if column is None else self._apart(places, column)
        return {key: added(*self.adding[:, some].tolist(), ratio=ratio) for key, some in told.items()}

    def _apart(self, places: Counts, column: str) -> dict[str, Counts]:
        keys = self.roll.said(column, self.entries[places].tolist())
        row = {key: at for at, key in enumerate(dict.fromkeys(keys))}
        rows = np.fromiter(map(row.__getitem__, keys), np.int64, len(keys))
        ends = np.cumsum(np.bincount(rows, minlength=len(row)))
        return dict(zip(row, np.split(places[np.argsort(rows, kind="stable")], ends[:-1]), strict=True)) if row else {}


class Walk(NamedTuple):
    """Where units stood: before, before as it reads now, after. `places`: where each unit stands in the columns."""

    places: Mapping[str, int]
    early: Side
    again: Side
    late: Side

    def learnt(self) -> dict[str, Place]:
        """What changed of the same period, by unit."""
        return self._steps(self.early, self.again)

    def lived(self) -> dict[str, Place]:
        """What changed from one period to the other, by unit."""
        return self._steps(self.again, self.late)

    def only(self, meant: Marks) -> Walk:
        """Some of the units."""
        again = self.again.only(meant)
        return Walk(self.places, again if self.early is self.again else self.early.only(meant), again, self.late.only(meant))

    def units(self, meant: Marks) -> tuple[str, ...]:
        """The ids of the units meant, in their order."""
        return tuple(sorted(compress(self.places, meant.tolist())))

    def name(self, unit: str) -> str | None:
        """The name that a unit has in the newest register that knows it."""
        sides = (self.late, self.again, self.early) if unit in self.places else ()
        return next(filter(None, (side.name(self.places[unit]) for side in sides)), None)

    def _steps(self, one: Side, other: Side) -> dict[str, Place]:
        """The units that come to add something else, or to stand elsewhere in a breakdown: before and after."""
        if one is other:
            return {}
        moved = (one.adding != other.adding).any(axis=0) | (one.adds != other.adds)
        maybe = one.adds & other.adds & ~moved
        if one.roll is other.roll:
            maybe &= one.entries != other.entries
        stayed = np.flatnonzero(maybe)
        moved[stayed] = [_place(before) != _place(after) for before, after in zip(one.at(stayed), other.at(stayed), strict=True)]
        units = self.units(moved)
        places = np.array([self.places[unit] for unit in units], np.int64)
        return dict(zip(units, zip(one.at(places), other.at(places), strict=True), strict=True))


def walked(then: Reader, now: Reader, found: Indicator, first: Period, last: Period, scope: Scope, programme: str) -> Walk:
    """Where units stood in two periods, as two states of the store know it."""
    asked = list({period.label: period for period in (first, last)}.values())
    looks = [(now, asked)] if then.upto == now.upto else [(now, asked), (then, [first])]
    told = [_told(reader, found, periods, scope, programme) for reader, periods in looks]
    roll = told[0][0]
    places: Mapping[str, int] = roll.numbers
    if len(told) > 1:
        places = {unit: at for at, unit in enumerate(dict.fromkeys(chain.from_iterable(roll.numbers for roll, _ in told)))}
    late, *before = ({label: _side(roll, one, places) for label, one in rows.items()} for roll, rows in told)
    return Walk(places, (before or [late])[0][first.label], late[first.label], late[last.label])


def _told(
    reader: Asking, found: Indicator, asked: Sequence[Period], scope: Scope, programme: str
) -> tuple[Roll, dict[str, dict[str, Any]]]:
    """What is told of every unit that lived in each period, by period; and the roll of their entries."""
    values = bound(asked, scope, None, programme)
    panel = panel_for(reader, values)
    told = ask_columns(reader, _query(found, narrowing(scope, panel), panel), values)
    number = told.pop("period")
    rows = {period.label: np.flatnonzero(number == at) for at, period in enumerate(asked, 1)}
    return roll_for(reader, values), {label: {name: one[at] for name, one in told.items()} for label, at in rows.items()}


def _side(roll: Roll, told: Mapping[str, Any], places: Mapping[str, int]) -> Side:
    at = told["number"]
    if places is not roll.numbers:
        at = np.array([places[unit] for unit in roll.numbers], np.int64)[at]
    columns = {name: _spread(told[name], at, len(places)) for name in (*MARKS, *AMOUNTS)}
    entries = np.full(len(places), -1, np.int64)
    entries[at] = told["entry"]
    adds = columns["counted"] & columns["inside"] & ~np.ma.getmaskarray(columns["part"])
    adding = np.array([np.where(adds, np.ma.filled(columns[name], 0), 0) for name in ("part", "whole")])
    return Side(roll, entries, columns, adds, adding)


def _spread(column: Any, at: Counts, many: int) -> Any:
    """A column with a row for each place; numbers are masked where nothing is said, marks are not set."""
    found = np.zeros(many, column.dtype)
    found[at] = np.ma.getdata(column)
    if column.dtype == np.bool_:
        return found
    hidden = np.ones(many, np.bool_)
    hidden[at] = np.ma.getmaskarray(column)
    return np.ma.MaskedArray(found, hidden)


def _place(state: UnitState | None) -> tuple[str, ...]:
    return (state.unit_group, state.level, state.parent_id) if state else ()


def _query(found: Indicator, narrowed: str, panel: Panel | None) -> str:
    known = "g.part is not null and g.whole is not null" if found.kind == "ratio" else "g.part is not null"
    return f"""select
    list_position($labels, g.period) as period, g.number, g.entry, g.stands, {POPULATIONS[found.population]} as counted,
    coalesce(true{narrowed}, false) as inside,
    case when {known} then cast(g.part as bigint) end as part,
    case when {known} then cast({"g.whole" if found.kind == "ratio" else "0"} as bigint) end as whole,
    {known} and coalesce(g.told, false) as told
from (
{of_everyone(found, panel)}
) g"""
