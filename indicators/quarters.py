"""The quarters that a store knows."""

from __future__ import annotations

from base.period import Period, parse_period, quarter_of, quarters_between
from indicators.composition import ask, panel_for
from store import Asking


def periods(reader: Asking, programme: str = "default") -> list[Period]:
    """The quarters from the earliest to the newest report, oldest first, without a hole."""
    panel = panel_for(reader, {"programme": programme})
    if panel:
        return list(panel.quarters)
    query = "select min(period_start), max(period_end) from reports_now"
    ((first, last),) = ask(reader, query, {"programme": programme})
    return quarters_between(quarter_of(first), quarter_of(last)) if first else []


def newest_own_period(reader: Asking, programme: str = "default") -> Period | None:
    """The newest quarter that units reported on themselves, or None where none did."""
    query = "select max(period_end) from reports_now where source = 'own'"
    ((last,),) = ask(reader, query, {"programme": programme})
    return quarter_of(last) if last else None


def reported_period(reader: Asking, period: Period, programme: str = "default") -> Period:
    """The period whose reports are looked at with `period`: itself; where the programme has no report of it, the shortest
    longer one (a half-year, a year) that ends with it and has reports.
    """
    query = "select period from told_periods where period_end = $day and months >= $months order by months limit 1"
    rows = ask(reader, query, {"programme": programme, "day": period.end, "months": period.months})
    return parse_period(rows[0][0]) if rows else period
