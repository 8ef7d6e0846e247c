"""What units say of themselves: their state at the end of a period, what they did, which procedures they list."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from base.period import Period
from indicators.composition import ask, ask_tuples
from indicators.measures import Scope, bound
from store import Asking

_STANDING = """
select
    unit_id, told_on, stage, edition_beside_stage, path_beside_stage, announcement_number, announced_on, converted_on,
    conversion_planned_on, reporter, phone, note
from standing
where told_on is not null
order by unit_id"""
_ACTIVITIES = """
select
    d.kind, a.happened_on, a.content, a.participants, a.nonconformities, a.closed, a.result, f.name, a.sheet, a.row_number
from activities_now d
join activity a on a.report_id = d.report_id and a.sheet = d.sheet and a.row_number = d.row_number
join asked p on d.period_start >= p.starts_on and d.period_end <= p.ends_on
join file f on f.file_id = d.file_id
where d.unit_id = $unit
order by d.happened_on, a.row_number"""

_PROCEDURES = """
select p.kind, p.code, p.name, p.tthc_code, p.field_of_work, p.edition, p.days_allowed, p.issued_on, f.name, p.sheet, p.row_number
from procedure p
join reports_now r using (report_id)
join asked a on r.period_start >= a.starts_on and r.period_end <= a.ends_on
join file f using (file_id)
where r.unit_id = $unit
order by r.period_end, p.sheet, p.row_number"""


class Standing(NamedTuple):
    """A unit's state at the end of a period: the newest known value of each field; `told_on` ends the newest report."""

    unit_id: str
    told_on: date
    stage: int | None
    edition: str | None
    path: str | None
    announcement_number: str | None
    announced_on: date | None
    converted_on: date | None
    conversion_planned_on: date | None
    reporter: str | None
    phone: str | None
    note: str | None


@dataclass(frozen=True, slots=True)
class Activity:
    """What a unit did: kind 'audit', 'review', 'training' or 'inspection'; or what is planned for it: 'planned_build',
    'planned_conversion', 'planned_inspection'. Unknown numbers are None, not 0.
    """

    kind: str
    happened_on: date | None
    content: str | None
    participants: int | None
    nonconformities: int | None
    closed: int | None
    result: str | None
    file: str
    sheet: str
    row: int


@dataclass(frozen=True, slots=True)
class Procedure:
    """One procedure that a unit lists: kind 'tthc', 'internal', 'mandatory', 'product_quality' or 'other'.

    `days_allowed` are working days.
    """

    kind: str | None
    code: str | None
    name: str
    tthc_code: str | None
    field_of_work: str | None
    edition: str | None
    days_allowed: int | None
    issued_on: date | None
    file: str
    sheet: str
    row: int


def standing(reader: Asking, period: Period, programme: str = "default") -> tuple[Standing, ...]:
    """The state of every unit that ever reported, at the end of the period."""
    return tuple(ask_tuples(reader, Standing, _STANDING, bound([period], Scope(), None, programme)))


def activities(reader: Asking, unit: str, period: Period, programme: str = "default") -> tuple[Activity, ...]:
    """What reports of the period say that a unit did, in the order of days."""
    values = bound([period], Scope(unit=unit), None, programme)
    return tuple(Activity(*row) for row in ask(reader, _ACTIVITIES, values))


def procedures(reader: Asking, unit: str, period: Period, programme: str = "default") -> tuple[Procedure, ...]:
    """The procedures that a unit lists in the reports of the period, in the order of the workbook."""
    values = bound([period], Scope(unit=unit), None, programme)
    return tuple(Procedure(*row) for row in ask(reader, _PROCEDURES, values))
