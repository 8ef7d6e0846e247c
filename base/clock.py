"""The clock of Vietnam: a report is late by the day there, wherever the server stands."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

# One zone, no summer time; so no table of zones is needed, which Windows does not have.
VIETNAM = timezone(timedelta(hours=7))


def today() -> date:
    """The day in Vietnam."""
    return now().date()


def now() -> datetime:
    """The moment, on the clock of Vietnam."""
    return datetime.now(VIETNAM)
