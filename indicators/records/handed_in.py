"""What was handed in: loads, findings, values that wait for a decision."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from base.period import Period
from indicators.composition import ask
from indicators.measures import Scope, bound, narrowing
from indicators.quarters import periods
from store import Asking

_LOADS = """
select load_id, loaded_at, who, kind, note, count(f.file_id), load_id in (select undone from undo)
from load
left join file f using (load_id)
where programme = $programme
group by all
order by load_id"""
_FINDINGS = """
select
    n.rule, n.severity, f.name, n.sheet, n.cell, n.value, n.message_vi, n.message_en, n.unit_id, u.name, n.period,
    l.loaded_at, f.archive, f.member
from finding n
join file f using (file_id)
join load l on l.load_id = n.load_id
left join (select unit_id, arg_max(name, valid_from) as name from units_now group by unit_id) u on u.unit_id = n.unit_id
where l.programme = $programme
  and n.load_id in (from loads)
  and ($label is null or n.period = $label)
  and ($unit is null or n.unit_id = $unit){narrowed}
order by case n.severity when 'error' then 0 when 'warning' then 1 else 2 end, f.name, n.sheet, n.cell"""
_HELD = """
select
    h.raw, replace(h.candidates, ';', '; '), r.unit_id, g.name, f.name, h.sheet, h.cell, h.relation, h.field, r.period,
    f.archive, f.member, h.report_id
from held h
join reports_now r using (report_id)
join register g on g.unit_id = r.unit_id and g.stands and r.period_end <= g.ends_on
join file f on f.file_id = h.file_id
where true{narrowed}
order by r.period_end desc, r.unit_id, h.sheet, h.cell"""


@dataclass(frozen=True, slots=True)
class Load:
    """One load of the programme; `loaded_at` is UTC without a zone."""

    load_id: int
    loaded_at: datetime
    who: str | None
    kind: str
    note: str | None
    files: int
    undone: bool


@dataclass(frozen=True, slots=True)
class Found:
    """One finding of a workbook that was handed in: the rule, how grave, where, and the sentence for its sender."""

    rule: str
    severity: str
    file: str
    sheet: str | None
    cell: str | None
    value: str | None
    message_vi: str
    message_en: str
    unit_id: str | None
    unit: str | None
    period: str | None
    received_at: datetime
    archive: str | None
    member: str | None


@dataclass(frozen=True, slots=True)
class Held:
    """A value that stays out of every figure until someone decides; `candidates` are what it may have been."""

    raw: str
    candidates: str | None
    unit_id: str
    unit: str
    file: str
    sheet: str | None
    cell: str | None
    relation: str
    field: str
    period: str
    archive: str | None
    member: str | None
    report_id: int


def loads(reader: Asking, programme: str = "default") -> tuple[Load, ...]:
    """Every load of the programme, oldest first."""
    return tuple(Load(*row) for row in reader.rows(_LOADS, {"programme": programme}))


def findings(
    reader: Asking,
    period: Period | None = None,
    unit: str | None = None,
    scope: Scope = Scope(),  # noqa: B008 - frozen
    programme: str = "default",
) -> tuple[Found, ...]:
    """The findings on a period and a unit, or all; a narrower scope leaves out those that name no unit of it. Gravest first."""
    query = _FINDINGS.replace("{narrowed}", _on_units(scope))
    asked = [period] if period else periods(reader, programme)
    values = bound(asked, scope, None, programme) | {"label": period.label if period else None, "unit": unit}
    return tuple(Found(*row) for row in ask(reader, query, values))


def held_values(
    reader: Asking,
    period: Period,
    scope: Scope = Scope(),  # noqa: B008 - frozen
    programme: str = "default",
) -> tuple[Held, ...]:
    """The values in reports up to the end of the period that wait for a decision, newest period first."""
    query = _HELD.replace("{narrowed}", narrowing(scope))
    return tuple(Held(*row) for row in ask(reader, query, bound([period], scope, None, programme)))


def _on_units(scope: Scope) -> str:
    narrowed = narrowing(scope)
    return f" and n.unit_id in (select g.unit_id from register g where true{narrowed})" if narrowed else ""
