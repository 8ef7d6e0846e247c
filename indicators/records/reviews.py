"""How far the reports of a period have been reviewed: which units' figures are approved, and which are provisional."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from base import clock
from base.period import Period
from base.tuples import tuples
from indicators.comparison import Side, compare
from indicators.composition import around, ask
from indicators.measures import Scope, bound, narrowing
from store import Asking

STATES = ("received", "checked", "changed", "approved", "locked")
FINAL = ("approved", "locked")
# What stood when a unit's report was approved or locked last, and what stands now: newest version of each form.
_SIDES = """
with marks as (select unnest($units) as unit_id, unnest($marks) as mark),
taken as (select undone as load_id, min(load_id) as at from undo group by undone),
known as (
    select r.report_id, r.form, r.unit_id, r.version, m.mark, r.load_id, t.at as taken
    from report r
    join marks m using (unit_id)
    left join taken t on t.load_id = r.load_id
    where r.programme = $programme
      and r.period = $period),
stood as (
    select *, false as newer from known where load_id <= mark and (taken is null or taken > mark)
    union all
    select *, true from known where taken is null)
select unit_id, form, newer, report_id
from stood
qualify row_number() over (partition by unit_id, form, newer order by version desc) = 1
order by unit_id, form, newer"""

_REVIEWS = """
select
    unit_id, own, version, received_at, state, locked, stepped_at, stepped_by, changed_at,
    case when until >= $today then until end as until, case when until >= $today then exception_reason end as reason, settled
from (
{answers})
order by unit_id"""
_OPEN = """
select unit_id, file_id, file, rule, severity, sheet, cell, value, message_vi, message_en, reason
from (
{answers})
order by unit_id, severity, file, sheet, cell"""
# How much stands against the approval of each unit's report.
_AGAINST = """
select
    unit_id, count_if(severity = 'error'), count_if(severity = 'warning'), count_if(severity = 'warning' and reason is not null)
from (
{answers})
group by unit_id"""


class UnitReview(NamedTuple):
    """The review of one unit's report of a period. state: one of STATES; `changed_at` and `values_changed` say what came
    after the approval. `errors` are open; `warnings` of which `excused` have a reason. `until`: a locked report may come
    again until this day, because of `exception_reason`. Moments are UTC without a zone.
    """

    unit_id: str
    own: bool
    version: int
    received_at: datetime
    state: str
    locked: bool
    stepped_at: datetime | None
    stepped_by: str | None
    changed_at: datetime | None
    until: date | None
    exception_reason: str | None
    values_changed: int
    errors: int
    warnings: int
    excused: int

    @property
    def final(self) -> bool:
        """Whether the unit's figures are approved; otherwise they are provisional."""
        return self.state in FINAL

    @property
    def clear(self) -> bool:
        """Whether nothing stands against approval: no open error, and a reason for every warning."""
        return not self.errors and self.excused == self.warnings


@dataclass(frozen=True, slots=True)
class Reviewed:
    """The reviews of a period: one a unit that has a report, by id. `begun`: somebody has approved something."""

    period: Period
    units: tuple[UnitReview, ...]

    @property
    def total(self) -> int:
        """Units that have a report."""
        return len(self.units)

    @property
    def approved(self) -> int:
        """Units whose figures are approved, locked ones too."""
        return sum(unit.final for unit in self.units)

    @property
    def provisional(self) -> int:
        """Units whose figures are provisional: nobody has approved them, or they changed since."""
        return self.total - self.approved

    @property
    def begun(self) -> bool:
        """Whether the approval of this period has begun."""
        return any(unit.final or unit.state == "changed" for unit in self.units)

    @property
    def states(self) -> dict[str, int]:
        """How many units are in each state."""
        counted = Counter(unit.state for unit in self.units)
        return {state: counted[state] for state in STATES}


@dataclass(frozen=True, slots=True)
class OpenFinding:
    """An error or warning on a unit's report that counts, with the reason typed for it; None: none yet."""

    unit_id: str
    file_id: int
    file: str
    rule: str
    severity: str
    sheet: str | None
    cell: str | None
    value: str | None
    message_vi: str
    message_en: str
    reason: str | None


def reviewed(
    reader: Asking,
    period: Period,
    scope: Scope = Scope(),  # noqa: B008 - frozen
    programme: str = "default",
) -> Reviewed:
    """The review of every unit in the scope that has a report of exactly this period, own or in an annex."""
    values = {"programme": programme, "period": period.label, "today": clock.today()}
    units, *told, marks = reader.lists(*around(reader, "reviewed", _REVIEWS, values))
    changed = {unit: mark for unit, state, mark in zip(units, told[3], marks, strict=True) if state == "changed"}
    moved = _values_changed(reader, period, changed, programme)
    against = {unit: counts for unit, *counts in reader.rows(*around(reader, "open_findings", _AGAINST, values))}
    counts = [against.get(unit, (0, 0, 0)) for unit in units]
    reviews = tuples(
        UnitReview, (units, *told, [moved.get(unit, 0) for unit in units], *([one[at] for one in counts] for at in range(3)))
    )
    narrowed = narrowing(scope)
    if narrowed:
        inside = f"select g.unit_id from register g where true{narrowed}"
        kept = {row[0] for row in ask(reader, inside, bound([period], scope, None, programme))}
        reviews = [one for one in reviews if one.unit_id in kept]
    return Reviewed(period, tuple(reviews))


def open_findings(reader: Asking, period: Period, programme: str = "default") -> tuple[OpenFinding, ...]:
    """What stands against approval in a period, or would without its typed reason, by unit; errors first."""
    values = {"programme": programme, "period": period.label}
    return tuple(OpenFinding(*row) for row in reader.rows(*around(reader, "open_findings", _OPEN, values)))


def _values_changed(reader: Asking, period: Period, marks: dict[str, int], programme: str) -> dict[str, int]:
    """How many values of each unit are not as they were approved."""
    if not marks:
        return {}
    values = {"units": list(marks), "marks": list(marks.values()), "programme": programme, "period": period.label}
    stood = reader.rows(_SIDES, values)
    pairs = {key: i for i, key in enumerate(dict.fromkeys((unit, form) for unit, form, _, _ in stood))}
    found = compare(reader, [Side(pairs[unit, form], report_id, newer) for unit, form, newer, report_id in stood])
    moved: Counter[str] = Counter()
    for (unit, _), pair in pairs.items():
        moved[unit] += found[pair][0].moved if pair in found else 0
    return moved
