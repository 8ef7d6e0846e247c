"""Who has to be reminded of a report: silent units, and those whose workbook was sent back and has not come again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from base import Period, clock
from indicators import Duty, Scope, Unit, disciplines, duties, periods, units
from store import Asking

REMINDED = ("missing", "returned")
NO_PARENT = "Đơn vị không có cấp trên trong danh mục"


@dataclass(frozen=True, slots=True)
class Reminder:
    """One report that is overdue: whose, since when. state: 'missing', 'returned', or 'late' where it has come by now.

    `last_report` is the newest quarter before this one on which the unit reported, None where it never did.
    """

    unit_id: str
    name: str
    group: str
    parent: str
    state: str
    due_on: date
    days_late: int
    came_on: date | None
    last_report: str | None


@dataclass(frozen=True, slots=True)
class Overdue:
    """A period as it stands on a day: reports expected and received, units to remind, units that came late.

    `head` is the unit at the top of the register, where there is one.
    """

    period: Period
    today: date
    head: str | None
    expected: int
    received: int
    due: tuple[date, ...]
    reminded: tuple[Reminder, ...]
    late: tuple[Reminder, ...]

    def of_state(self, state: str) -> int:
        """How many of those to remind are in a state."""
        return sum(reminder.state == state for reminder in self.reminded)


def overdue(
    reader: Asking,
    period: Period,
    programme: str = "default",
    *,
    today: date | None = None,
    scope: Scope = Scope(),  # noqa: B008 - frozen
) -> Overdue:
    """What is overdue of a period on a day (default: today), by parent unit, the parent with most of it first."""
    day = today or clock.today()
    found = duties(reader, [period], day, scope, programme=programme)
    known = {unit.unit_id: unit for unit in units(reader, programme)}
    earlier = [quarter for quarter in periods(reader, programme) if quarter.end < period.end]
    last = {one.unit_id: one.last_report for one in disciplines(reader, earlier, day, scope, programme)}
    heads = [unit.name for unit in known.values() if not unit.parent_id and unit.unit_id in {u.parent_id for u in known.values()}]
    told = [_reminder(duty, known, last) for duty in found if duty.state in (*REMINDED, "late")]
    return Overdue(
        period,
        day,
        heads[0] if len(heads) == 1 else None,
        len(found),
        sum(duty.received_on is not None for duty in found),
        tuple(sorted({duty.due_on for duty in found})),
        _by_parent([one for one in told if one.state in REMINDED]),
        _by_parent([one for one in told if one.state == "late"]),
    )


def _reminder(duty: Duty, known: dict[str, Unit], last: dict[str, str | None]) -> Reminder:
    unit = known[duty.unit_id]
    parent = known.get(unit.parent_id or "")
    return Reminder(
        unit.unit_id,
        unit.name,
        unit.unit_group or "",
        parent.name if parent else NO_PARENT,
        duty.state,
        duty.due_on,
        duty.days_late,
        duty.received_on or duty.returned_on,
        last.get(unit.unit_id),
    )


def _by_parent(told: Sequence[Reminder]) -> tuple[Reminder, ...]:
    counted: dict[str, int] = {}
    for one in told:
        counted[one.parent] = counted.get(one.parent, 0) + 1
    return tuple(sorted(told, key=lambda one: (-counted[one.parent], one.parent, -one.days_late, one.name)))
