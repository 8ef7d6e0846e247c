"""Locked periods: a unit's report that was approved and locked is not replaced, unless an exception is in force."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

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

    def finding(self, unit_id: str | None, period: str | None, sheet: str | None, cell: str | None) -> Finding | None:
        """The finding that refuses what a workbook says of a locked unit and period; None where it is welcome."""
        found = self._by.get((unit_id, period))
        if found is None:
            return None
        who, at = found
        day = at.replace(tzinfo=UTC).astimezone(_VIETNAM)
        return Finding("period_locked", sheet, cell, unit_id, {"period": period, "who": who or "–", "day": f"{day:%d/%m/%Y}"})
