"""What a load would change: every indicator's total before and after."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from base.period import Period
from indicators.catalogue import catalogue
from indicators.measures import Row, measured
from indicators.periods import periods as known_periods
from store import Asking


@dataclass(frozen=True, slots=True)
class Change:
    """A total that moves: its value, or how many units stand behind it. None: there was, or will be, no figure."""

    code: str
    period: Period
    before: float | None
    after: float | None
    reported_before: int
    reported_after: int


def effect(before: Asking, after: Asking, programme: str, asked: Sequence[Period] | None = None) -> list[Change]:
    """The totals over all units that differ between two states of a store, indicator by indicator, period by period.

    Without `asked`: all quarters that the state after knows.
    """
    periods = known_periods(after, programme) if asked is None else asked
    found = []
    for code in catalogue():
        old = _totals(before, code, periods, programme)
        new = _totals(after, code, periods, programme)
        for period in periods:
            was, will = old.get(period.label), new.get(period.label)
            change = Change(code, period, was and was.value, will and will.value, _reported(was), _reported(will))
            if (change.before, change.reported_before) != (change.after, change.reported_after):
                found.append(change)
    return found


def _totals(asking: Asking, code: str, periods: Sequence[Period], programme: str) -> dict[str, Row]:
    return {row.key: row for row in measured(asking, code, periods, by="period", programme=programme).rows}


def _reported(row: Row | None) -> int:
    return row.reported if row else 0
