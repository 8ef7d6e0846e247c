"""Locked periods: a unit's report that was approved and locked is not replaced, unless an exception is in force."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

from base import parse_period
from loaders.findings import Finding
from store import Writer, question

_VIETNAM = timezone(timedelta(hours=7))


class Locked:
    """The units and periods that are locked on a day, as the store knows them."""

    def __init__(self, writer: Writer, today: date) -> None:
        locked = writer.rows(question("locked"), {"programme": writer.programme, "today": today})
        self._by: dict[tuple[str | None, str | None], tuple[str | None, datetime]] = {
            (unit_id, period): (who, at) for unit_id, period, who, at in locked
        }

    def finding(
        self, unit_id: str | None, period: str | None, sheet: str | None, cell: str | None, *, own: bool = False
    ) -> Finding | None:
        """The finding that refuses what a workbook says of a locked unit and period; None where it is welcome.

        A unit's `own` report of a half-year or year also speaks of the quarters inside, and is refused with any of them.
        """
        if not self._by:
            return None
        quarters = [quarter.label for quarter in parse_period(period).quarters()] if own and period else []
        locked = next((label for label in (period, *quarters) if (unit_id, label) in self._by), None)
        if locked is None:
            return None
        who, at = self._by[(unit_id, locked)]
        day = at.replace(tzinfo=UTC).astimezone(_VIETNAM)
        told = {"period": period, "inside": locked, "who": who or "–", "day": f"{day:%d/%m/%Y}"}
        return Finding("period_locked" if locked == period else "locked_inside", sheet, cell, unit_id, told)
