"""What a share could be under one stated assumption, where silence leaves anything from 0 to 100 % possible.

The assumption: the whole of each silent unit (its dossiers, say) is at most the largest that it ever told of a period as
long as this one. It is kept apart from the hard bounds and named wherever it is shown.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from base.period import Period
from indicators.doubt.bounds import SHARE
from indicators.doubt.silent import Silent, silent_units
from indicators.measures import Row, Scope, measure
from indicators.shelf import Indicator
from store import Asking

Ends = tuple[float | None, float | None]


@dataclass(frozen=True, slots=True)
class Assumption:
    """The least and the most that a share could be under the assumption; None where `untold` silent units never told a
    period as long, so that nothing can be assumed of them.
    """

    low: float | None
    high: float | None
    untold: int


def assume(
    reader: Asking,
    code: str,
    period: Period,
    scope: Scope = Scope(),  # noqa: B008 - frozen
    *,
    as_of: datetime | None = None,
    programme: str = "default",
) -> Assumption | None:
    """The range of a share under the assumption; None where there is nothing to assume: all have told, or the bounds are
    exact without it.
    """
    told = measure(reader, code, period=period, scope=scope, as_of=as_of, programme=programme)
    found, row = told.indicator, next(iter(told.rows), None)
    if found.kind != "ratio" or found.bounds != SHARE or row is None or not row.silent:
        return None
    silent = silent_units(reader, code, period, scope=scope, as_of=as_of, programme=programme)
    untold = sum(unit.most is None for unit in silent)
    return Assumption(None, None, untold) if untold else Assumption(*ends_of(*standing_and_left(found, row, silent)), 0)


def standing(row: Row, silent: Sequence[Silent]) -> tuple[float, float]:
    """Part and whole of those who told: what is carried of silent units is taken off."""
    known = [unit for unit in silent if unit.part is not None and (unit.whole is not None or row.whole is None)]
    return (row.part or 0) - sum(u.part or 0 for u in known), (row.whole or 0) - sum(u.whole or 0 for u in known)


def standing_and_left(found: Indicator, row: Row, silent: Sequence[Silent]) -> tuple[float, float, tuple[Silent, ...]]:
    """Part and whole that stand, and the silent units with the most that each can still add. Of a flow that a unit told
    for a part of the period, that part stands too.
    """
    if found.over_time != "sum":
        return *standing(row, silent), tuple(silent)
    left = tuple(unit._replace(most=max(0, (unit.most or 0) - (unit.whole or 0))) for unit in silent)
    return row.part or 0, row.whole or 0, left


def ends_of(part: float, whole: float, left: Sequence[Silent]) -> Ends:
    """The share if all that is left is outside the part, and if all of it is inside."""
    more = sum(unit.most or 0 for unit in left)
    most = whole + more
    return (part / most, (part + more) / most) if most else (None, None)
