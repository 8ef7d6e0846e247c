"""Who reported what: for each unit and quarter the report that stands for it, and every version ever received."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from indicators.composition import ask
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
_VERSIONS = """
select
    r.period, r.form, r.source, r.version, l.loaded_at, l.who, f.name, f.sha256, f.archive, f.member,
    r.report_id in (select report_id from reports_now)
from report r
join load l using (load_id)
join file f on f.file_id = r.file_id
where r.programme = $programme
  and r.unit_id = $unit
order by r.period_end desc, r.source desc, r.form, r.version desc"""


@dataclass(frozen=True, slots=True)
class Submission:
    """A unit that reported on a quarter: itself ('own') or only through a consolidated annex ('annex')."""

    unit_id: str
    period: str
    source: str
    received_at: datetime


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
    return tuple(Submission(*row) for row in ask(reader, query, values))


def unit_reports(reader: Asking, unit: str, programme: str = "default") -> tuple[UnitReport, ...]:
    """Every report on a unit ever received, older versions and those taken back too, newest period first."""
    return tuple(UnitReport(*row) for row in ask(reader, _VERSIONS, {"programme": programme, "unit": unit}))
