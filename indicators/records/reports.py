"""Who reported what and when: what each unit owed and what became of it, and every version ever received."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from base.period import Period
from indicators.composition import ask, ask_tuples
from indicators.measures import Scope, bound, narrowing
from indicators.quarters import periods
from store import Asking

_SUBMISSIONS = """
select r.unit_id, a.period, case when bool_or(r.source = 'own') then 'own' else 'annex' end, max(l.loaded_at)
from reports_now r
join asked a on r.period_start <= a.starts_on and r.period_end >= a.ends_on
join register g on g.unit_id = r.unit_id and g.period = a.period
join load l on l.load_id = r.load_id
where r.source <> 'list'{narrowed}
group by r.unit_id, a.period
order by a.period, r.unit_id"""
_DUTIES = """(
select
    d.unit_id, d.quarter,
    case
        when d.received_on <= d.due_on then 'on_time'
        when d.received_on is not null then 'late'
        when b.returned_on is not null then 'returned'
        when $today <= d.due_on then 'waiting'
        else 'missing'
    end as state,
    d.due_on, d.received_on, greatest(coalesce(d.received_on, $today) - d.due_on, 0) as days_late,
    case when d.received_on is null then b.returned_on end as returned_on, d.own
from duties d
{inside}
left join returns b on b.unit_id = d.unit_id and b.quarter = d.quarter)"""
_OF_UNITS = "join (select unnest($units) as unit_id) x on x.unit_id = d.unit_id"
_INSIDE = """semi join (select g.unit_id, g.period from register g where true{narrowed}) i
    on i.unit_id = d.unit_id and i.period = d.period"""
_DUE_DAYS = "select unit_group, working_days, due_on, own from due_days order by due_on, unit_group"
_VERSIONS = """
select
    r.period, r.form, r.source, r.version, l.loaded_at, l.who, f.name, f.sha256, f.archive, f.member,
    r.report_id in (select report_id from reports_now where unit_id = $unit)
from report r
join load l using (load_id)
join file f on f.file_id = r.file_id
where r.programme = $programme
  and r.unit_id = $unit
order by r.period_end desc, r.source desc, r.form, r.version desc"""


class Submission(NamedTuple):
    """A unit that reported on a quarter: itself ('own') or only through a consolidated annex ('annex')."""

    unit_id: str
    period: str
    source: str
    received_at: datetime


class Duty(NamedTuple):
    """A report that a unit owed for a quarter, and what became of it on the day of asking.

    state: 'on_time'; 'late'; 'returned' (a workbook came and was sent back, none accepted since); 'waiting' (not yet due);
    'missing'. `days_late` are days of the calendar past `due_on`, until the report came or until today; nought before.
    """

    unit_id: str
    period: str
    state: str
    due_on: date
    received_on: date | None
    days_late: int
    returned_on: date | None
    own: bool


class Discipline(NamedTuple):
    """Of how many quarters a unit owed a report, how often it failed (late, sent back, missing), and the newest quarter on
    which it reported.
    """

    unit_id: str
    owed: int
    failed: int
    last_report: str | None


class Punctuality(NamedTuple):
    """How many reports units owed for a quarter, and how many came on time."""

    period: str
    owed: int
    on_time: int


@dataclass(frozen=True, slots=True)
class DueDay:
    """By when a group of units reports on a quarter; `own` where the programme says so, else it is the shipped calendar."""

    unit_group: str | None
    working_days: int
    due_on: date
    own: bool


@dataclass(frozen=True, slots=True)
class UnitReport:
    """One version of a report on a unit; `current` where figures are drawn from it."""

    period: str
    form: str
    source: str
    version: int
    loaded_at: datetime
    who: str | None
    file: str
    sha256: str
    archive: str | None
    member: str | None
    current: bool


def submissions(reader: Asking, scope: Scope = Scope(), programme: str = "default") -> tuple[Submission, ...]:  # noqa: B008
    """Who reported on which of the known quarters; a unit and quarter that is not here was silent."""
    query = _SUBMISSIONS.replace("{narrowed}", narrowing(scope))
    values = bound(periods(reader, programme), scope, None, programme)
    return tuple(map(Submission._make, ask(reader, query, values)))


def duties(
    reader: Asking,
    asked: Sequence[Period],
    today: date,
    scope: Scope = Scope(),  # noqa: B008 - frozen
    units: Sequence[str] = (),
    programme: str = "default",
) -> tuple[Duty, ...]:
    """What units owed for the quarters inside the periods asked for, oldest first; a unit and quarter that is not here
    owed nothing. `today` decides between not yet due and missing. With `units`, theirs alone.
    """
    query = f"select * from {_owed(scope, units)} order by quarter, unit_id"
    return tuple(ask_tuples(reader, Duty, query, _owing(asked, today, scope, programme, units))) if asked else ()


def disciplines(
    reader: Asking,
    asked: Sequence[Period],
    today: date,
    scope: Scope = Scope(),  # noqa: B008 - frozen
    programme: str = "default",
) -> tuple[Discipline, ...]:
    """How units kept what `duties` tells one by one; a unit that owed nothing is not here."""
    query = f"""select
    unit_id, count(*) as owed, count(*) filter (state in ('late', 'returned', 'missing')) as failed,
    max(case when received_on is not null then quarter end) as last_report
from {_owed(scope)}
group by unit_id"""
    return tuple(ask_tuples(reader, Discipline, query, _owing(asked, today, scope, programme))) if asked else ()


def punctuality(
    reader: Asking,
    asked: Sequence[Period],
    today: date,
    scope: Scope = Scope(),  # noqa: B008 - frozen
    programme: str = "default",
) -> tuple[Punctuality, ...]:
    """The same counted quarter by quarter, oldest first."""
    query = f"""select quarter, count(*) as owed, count(*) filter (state = 'on_time') as on_time
from {_owed(scope)}
group by quarter
order by quarter"""
    return tuple(ask_tuples(reader, Punctuality, query, _owing(asked, today, scope, programme))) if asked else ()


def _owing(asked: Sequence[Period], today: date, scope: Scope, programme: str, units: Sequence[str] = ()) -> dict[str, Any]:
    return bound(asked, scope, None, programme) | {"today": today, "units": list(units)}


def _owed(scope: Scope, units: Sequence[str] = ()) -> str:
    narrowed = narrowing(scope)
    inside = [_OF_UNITS] if units else []
    return _DUTIES.format(inside="\n".join(inside + ([_INSIDE.format(narrowed=narrowed)] if narrowed else [])))


def due_days(reader: Asking, period: Period, programme: str = "default") -> tuple[DueDay, ...]:
    """The day by which each group of units of the register reports on a quarter, earliest first."""
    return tuple(DueDay(*row) for row in ask(reader, _DUE_DAYS, bound([period], Scope(), None, programme)))


def unit_reports(reader: Asking, unit: str, programme: str = "default") -> tuple[UnitReport, ...]:
    """Every report on a unit ever received, older versions and those taken back too, newest period first."""
    return tuple(UnitReport(*row) for row in ask(reader, _VERSIONS, {"programme": programme, "unit": unit}))
