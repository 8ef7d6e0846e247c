"""A figure at both ends of a change, and what a difference of part and whole does to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from indicators.measures import NO_BASE, NOT_REPORTED
from indicators.movement.states import UnitState


@dataclass(frozen=True, slots=True)
class Sums:
    """A figure at one moment, over `units` that are known; `value` and `status` as in a measure's row."""

    part: int | None
    whole: int | None
    value: float | None
    status: str | None
    units: int


@dataclass(frozen=True, slots=True)
class Ends:
    """The figure before and after; `ratio` where it is part over whole."""

    before: Sums
    after: Sums
    ratio: bool

    @property
    def change(self) -> float | None:
        """The difference of the values; None where one of them is missing."""
        if self.before.value is None or self.after.value is None:
            return None
        return float(_exact(self.after, self.ratio) - _exact(self.before, self.ratio))

    def effect(self, part: int, whole: int) -> float | None:
        """How far a difference of part and whole moves the value; None where one of the ends has none.

        Effects of differences that add up to the whole difference add up to the change.
        """
        if self.before.value is None or self.after.value is None:
            return None
        if not self.ratio:
            return float(part)
        rate = (_exact(self.before, True) + _exact(self.after, True)) / 2
        return float((part - rate * whole) / Fraction((self.before.whole or 0) + (self.after.whole or 0), 2))


def contribution(unit: UnitState | None) -> tuple[int, int]:
    """What a unit adds to part and whole; nothing where it is not in the sums."""
    return (unit.part or 0, unit.whole or 0) if unit and unit.adds else (0, 0)


def added(parts: Sequence[int], wholes: Sequence[int], *, ratio: bool) -> Sums:
    """The sums over the units that are in them, with the part and whole of each."""
    if not parts:
        return Sums(None, None, None, NOT_REPORTED, 0)
    # In numbers of Python: they know no largest one.
    part, whole = sum(parts), sum(wholes)
    if not ratio:
        return Sums(part, None, part, None, len(parts))
    return Sums(part, whole, part / whole if whole else None, None if whole else NO_BASE, len(parts))


def _exact(sums: Sums, ratio: bool) -> Fraction:
    return Fraction(sums.part or 0, (sums.whole or 1) if ratio else 1)
