"""Programmes: which ones share the store, and of each its phases with their target editions, targets, tasks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from base.period import Period
from indicators.composition import ask
from store import Asking

_PROGRAMMES = """
select l.programme, arg_max(t.title, t.load_id), arg_max(t.lead, t.load_id)
from load l
semi join loads on loads.load_id = l.load_id
left join programme_title t on t.load_id = l.load_id and t.programme = l.programme
where l.kind not in ('undo', 'restore')
group by l.programme
order by min(l.load_id)"""


@dataclass(frozen=True, slots=True)
class Programme:
    """A rollout with a register, phases and reports of its own. `title` and `lead` are None where nobody has said them."""

    code: str
    title: str | None
    lead: str | None


@dataclass(frozen=True, slots=True)
class Phase:
    """A phase of the rollout, both days included, with the edition it aims at and the text it rests on."""

    name: str
    starts_on: date | None
    ends_on: date | None
    edition: str | None
    basis: str | None


@dataclass(frozen=True, slots=True)
class Conversion:
    """A conversion programme: from which edition to which, both days included; its phases are those that aim at it."""

    edition_from: str
    edition: str
    starts_on: date | None
    ends_on: date | None


@dataclass(frozen=True, slots=True)
class Target:
    """The level set for an indicator by the end of a period; `value` is a share for rates. It is for all units, for those of
    a group, for one unit or place with all below it.
    """

    indicator: str
    unit_group: str | None
    period: str | None
    value: float | None
    basis: str | None
    unit_id: str | None = None


@dataclass(frozen=True, slots=True)
class Task:
    """A task of the plan, who leads it and when it is due."""

    name: str
    lead: str | None
    due_on: date | None
    basis: str | None


def programmes(reader: Asking) -> tuple[Programme, ...]:
    """Every programme for which something was loaded and stands, in the order of their first load."""
    return tuple(Programme(*row) for row in ask(reader, _PROGRAMMES, {}))


def phases(reader: Asking, programme: str = "default") -> tuple[Phase, ...]:
    """The phases in the order of their start."""
    rows = _rows(reader, "select name, starts_on, ends_on, edition, basis from phase", "starts_on, row_number", programme)
    return tuple(Phase(*row) for row in rows)


def conversions(reader: Asking, programme: str = "default") -> tuple[Conversion, ...]:
    """The conversion programmes, the earliest first."""
    query = "select edition_from, edition_to, starts_on, ends_on from conversions order by starts_on"
    return tuple(Conversion(*row) for row in ask(reader, query, {"programme": programme}))


def targets(reader: Asking, programme: str = "default") -> tuple[Target, ...]:
    """The targets in the order of the plan."""
    rows = _rows(
        reader, "select indicator, unit_group, period, value, basis, unit_id from target", "file_id, row_number", programme
    )
    return tuple(Target(*row) for row in rows)


def target_for(
    found: Sequence[Target], code: str, period: Period, group: str | None = None, place: str | None = None
) -> Target | None:
    """The target that stands beside a figure: one for these very units before a wider one, one for the period or its year
    before any other, the later line of the plan before an earlier one.
    """
    meant = [t for t in found if t.indicator == code and t.unit_group in (None, group) and t.unit_id in (None, place)]

    def rank(at: int) -> tuple[bool, int, int]:
        one = meant[at]
        return one.period in (period.label, str(period.year)), (one.unit_id is not None) + (one.unit_group is not None), at

    return meant[max(range(len(meant)), key=rank)] if meant else None


def tasks(reader: Asking, programme: str = "default") -> tuple[Task, ...]:
    """The tasks in the order of the plan."""
    rows = _rows(reader, "select name, lead, due_on, basis from task", "file_id, row_number", programme)
    return tuple(Task(*row) for row in rows)


def _rows(reader: Asking, select: str, order: str, programme: str) -> list[tuple[Any, ...]]:
    query = f"{select} where programme = $programme and load_id in (from programme_now) order by {order}"
    return ask(reader, query, {"programme": programme})
