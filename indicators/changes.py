"""What a load would change: every indicator's total before and after."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from base.period import Period
from indicators.measures import Measure, measured_together
from indicators.quarters import periods as known_periods
from indicators.shelf import catalogue
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

    def told(self) -> dict[str, str | float | int | None]:
        """The change as one flat record, for a table or a JSON document."""
        return {**asdict(self), "period": self.period.label}


def effect(before: Asking, after: Asking, programme: str, asked: Sequence[Period] | None = None) -> list[Change]:
    """The totals over all units that differ between two states of a store, indicator by indicator, period by period.

    Without `asked`: all quarters that the state after knows.
    """
    periods = known_periods(after, programme) if asked is None else asked
    found = []
    olds, news = (measured_together(state, catalogue(), periods, programme=programme) for state in (before, after))
    for code in catalogue():
        old, new = _totals(olds[code]), _totals(news[code])
        for period in periods:
            was, will = old.get(period.label, (None, 0)), new.get(period.label, (None, 0))
            change = Change(code, period, was[0], will[0], was[1], will[1])
            if (change.before, change.reported_before) != (change.after, change.reported_after):
                found.append(change)
    return found


def _totals(series: Measure) -> dict[str, tuple[float | None, int]]:
    """Value and number of units behind it, by period."""
    return {row.key: (row.value, row.reported) for row in series.rows}
