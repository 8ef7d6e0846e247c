"""Is a target met, missed, or still open, whatever the silent units say; and the few reports that would settle it.

Each unit adds to a balance: what it has done less what the target asks of it. A target is met where the balance of all is
not below nought. A silent unit moves it between two ends, so the balance has two ends as well; the reports that matter
most are those whose ends lie farthest apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from itertools import accumulate

from base.errors import UsageError
from base.period import Period
from indicators.doubt.assuming import ends_of, standing, standing_and_left
from indicators.doubt.bounds import SHARE, UNIT
from indicators.doubt.silent import Silent, silent_units
from indicators.measures import Row, Scope, measure
from indicators.shelf import Indicator
from store import Asking

MET, MISSED, UNSETTLED, NO_FIGURE = "met", "missed", "open", "no_figure"


@dataclass(frozen=True, slots=True)
class Range:
    """What a figure could be, and the target beside it. While it is open: `to_meet` reports at least must be favourable to
    meet the target, `to_miss` unfavourable to miss it; `deciding` are units of the smaller of both, first those who need
    least to change. None: nobody can say how many.
    """

    low: float | None
    high: float | None
    state: str
    to_meet: int | None = None
    to_miss: int | None = None
    deciding: tuple[Silent, ...] = ()


@dataclass(frozen=True, slots=True)
class Settlement:
    """A target beside a figure. `hard` holds whatever the silent units say. `assumed` (shares of dossiers or procedures only)
    holds if the whole of each silent unit is at most the largest that it ever told of a period as long as this one; it is
    None where `untold` of them never told one.
    """

    indicator: Indicator
    period: Period
    target: float
    row: Row | None
    hard: Range
    silent: tuple[Silent, ...]
    assumed: Range | None = None
    untold: int = 0


def settle(
    reader: Asking,
    code: str,
    period: Period,
    target: float,
    scope: Scope = Scope(),  # noqa: B008 - frozen
    *,
    as_of: datetime | None = None,
    programme: str = "default",
) -> Settlement:
    """A target (a share for rates) beside a figure of a period. Raises UnknownIndicator, and UsageError for an indicator
    that is better neither high nor low.
    """
    told = measure(reader, code, period=period, scope=scope, as_of=as_of, programme=programme)
    found, row = told.indicator, next(iter(told.rows), None)
    if found.better == "neutral":
        raise UsageError(f"«{code}» không có hướng tốt lên để đặt mục tiêu.", f"«{code}» has no better side to set a target for.")
    if row is None or (row.value is None and not row.silent):
        return Settlement(found, period, target, row, Range(None, None, NO_FIGURE), ())
    silent = silent_units(reader, code, period, scope=scope, as_of=as_of, programme=programme) if row.silent else ()
    if not silent or found.bounds == UNIT:
        ones = tuple(unit._replace(most=1) for unit in silent)
        hard = _judged(found, target, *standing(row, silent), ones, (row.low, row.high))
        return Settlement(found, period, target, row, hard, silent)
    hard = Range(row.low, row.high, UNSETTLED)
    untold = sum(unit.most is None for unit in silent)
    if found.kind != "ratio" or found.bounds != SHARE or untold:
        return Settlement(found, period, target, row, hard, silent, None, untold)
    return Settlement(found, period, target, row, hard, silent, _assumed(found, target, row, silent))


def _assumed(found: Indicator, target: float, row: Row, silent: Sequence[Silent]) -> Range:
    part, whole, left = standing_and_left(found, row, silent)
    return _judged(found, target, part, whole, left, ends_of(part, whole, left))


def _judged(
    found: Indicator, target: float, part: float, whole: float, silent: Sequence[Silent], ends: tuple[float | None, float | None]
) -> Range:
    """The range and its state; the `most` of a silent unit is how far its two ends lie apart."""
    level, sign = Fraction(str(target)), 1 if found.better == "higher" else -1
    rate = found.kind == "ratio"
    balance = sign * (int(part) - (level * int(whole) if rate else level))
    lowest = min(sign * (1 - level), -sign * level) if rate else min(sign, 0)
    spread = [int(unit.most or 0) for unit in silent]
    low = balance + lowest * sum(spread)
    high = low + sum(spread)
    if rate and not whole + sum(spread):
        return Range(*ends, NO_FIGURE)
    if low >= 0 or high < 0:
        return Range(*ends, MET if low >= 0 else MISSED, 0, 0)
    widest = sorted(spread, reverse=True)
    to_meet = _count(widest, -low)
    to_miss = _count(widest, high, beyond=True)
    likely = MET if to_meet <= to_miss else MISSED
    order = sorted(silent, key=lambda unit: (-(unit.most or 0), _against(unit, likely, sign), unit.unit_id))
    return Range(*ends, UNSETTLED, to_meet, to_miss, tuple(order[: min(to_meet, to_miss)]))


def _count(widest: Iterable[int], needed: Fraction, *, beyond: bool = False) -> int:
    """How many of the widest it takes to reach what is needed, or to go beyond it."""
    reached = accumulate(widest)
    return next(i for i, sum_ in enumerate(reached, 1) if sum_ > needed or (sum_ == needed and not beyond))


def _against(unit: Silent, likely: str, sign: int) -> int:
    """0 where what the unit said last would bring this about, 1 where nothing is known, 2 where it says the opposite."""
    if unit.part is None:
        return 1
    favourable = bool(unit.part) == (sign == 1)
    return 0 if favourable == (likely == MET) else 2
