"""Which moment a figure is compared with: the period before, the same one a year before, the first of the programme."""

from __future__ import annotations

from base.errors import UsageError
from base.period import Period
from indicators.measures import Scope
from indicators.movement.decomposing import Moment, Movement, decompose
from indicators.quarters import periods
from store import Asking, Reader

BASES = ("previous", "year", "start")


def base_period(reader: Asking, period: Period, base: str, programme: str = "default") -> Period | None:
    """The period of the same length that `period` is compared with; None where the programme is not that old.

    base: 'previous' (the period before), 'year' (the same period a year before), 'start' (the first that was reported).
    """
    if base not in BASES:
        ways = ", ".join(BASES)
        raise UsageError(f"Không có gốc so sánh «{base}». Hãy chọn: {ways}.", f"There is no base «{base}». Choose: {ways}.")
    known = periods(reader, programme)
    if not known:
        return None
    if base == "start":
        found = _same_length(known[0], period)
    else:
        found = period.earlier(1 if base == "previous" else 12 // period.months)
    return found if known[0].start <= found.end < period.end else None


def compare(
    reader: Reader,
    code: str,
    period: Period,
    base: Period | str = "previous",
    *,
    by: str = "total",
    scope: Scope = Scope(),  # noqa: B008 - frozen
    same_units: bool = False,
    programme: str = "default",
) -> Movement | None:
    """An indicator beside an earlier period of itself, with the causes of the difference; None where there is none earlier.

    `base` is a period or a word of BASES. `same_units`: only units known in both are compared.
    """
    other = base if isinstance(base, Period) else base_period(reader, period, base, programme)
    if other is None:
        return None
    moments = Moment(other), Moment(period)
    return decompose(reader, code, *moments, by=by, scope=scope, same_units=same_units, programme=programme)


def _same_length(first: Period, like: Period) -> Period:
    """The period of the kind of `like` in which the first known quarter lies."""
    found = like
    while found.start > first.start:
        found = found.earlier()
    return found
