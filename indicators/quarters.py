"""The quarters that a store knows."""

from __future__ import annotations

from base.period import Period, quarter_of, quarters_between
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
