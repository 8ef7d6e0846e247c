"""The quarters that a store knows."""

from __future__ import annotations

from base.period import Period, quarter_of, quarters_between
from indicators.composition import composed, wanted
from store import Asking


def periods(reader: Asking, programme: str = "default") -> list[Period]:
    """The quarters from the earliest to the newest report, oldest first, without a hole."""
    sql = composed("select min(period_start), max(period_end) from reports_now")
    first, last = reader.rows(sql, wanted(sql, {"programme": programme, "as_of": None}))[0]
    return quarters_between(quarter_of(first), quarter_of(last)) if first else []


def newest_own_period(reader: Asking, programme: str = "default") -> Period | None:
    """The newest quarter that units reported on themselves, or None where none did."""
    sql = composed("select max(period_end) from reports_now where source = 'own'")
    (last,) = reader.rows(sql, wanted(sql, {"programme": programme, "as_of": None}))[0]
    return quarter_of(last) if last else None
