"""Where a unit stood in a period, and what the store had been told of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from base.period import Period
from indicators.composition import ask
from indicators.measures import Scope, bound
from store import Asking

Evidence = Mapping[str, frozenset[int]]  # what speaks of a unit, by the period that it speaks of


class UnitState(NamedTuple):
    """Where a unit of the register stood in a period, counted or not. `part` None: nothing is known of it; `told`: by a report
    of this very period. `inside`: it belongs to the scope asked for; `counted`: to the indicator's population; `adds`: it is
    in the sums.
    """

    unit_group: str
    level: str
    parent_id: str
    stands: bool
    counted: bool
    inside: bool
    adds: bool
    part: int | None
    whole: int | None
    told: bool


TOTAL_KEY = "total"
Place = tuple[UnitState | None, UnitState | None]  # a unit before and after one step


@dataclass(frozen=True, slots=True)
class Grounds:
    """What figures rest on beside the reports: the loads that the programme, with its calendar, and the register are of."""

    programme: int | None
    register: int | None


def evidence(reader: Asking, units: Sequence[str], period: Period, programme: str) -> dict[str, Evidence]:
    """What speaks of these units up to the end of a period, by unit."""
    query = """select unit_id, period, list(thing)
        from evidence
        semi join (select unnest($units) as unit_id) using (unit_id)
        group by unit_id, period"""
    told: dict[str, dict[str, frozenset[int]]] = defaultdict(dict)
    for unit, label, things in ask(reader, query, bound([period], Scope(), None, programme) | {"units": list(units)}):
        told[unit][label] = frozenset(things)
    return dict(told)


def grounds(reader: Asking, programme: str) -> Grounds:
    """What the figures of a programme rest on beside the reports."""
    query = """select
        (select max(load_id) from (from programme_now union all from deadlines_now union all from holidays_now)),
        (select max(load_id) from unit semi join loads using (load_id) where programme = $programme)"""
    return Grounds(*ask(reader, query, {"programme": programme})[0])


def successors(reader: Asking, after: Period, until: Period, programme: str) -> frozenset[str]:
    """The units that others went into between the ends of two periods."""
    query = "select distinct new_unit from successions_now where effective_on > $first and effective_on <= $last"
    values = {"programme": programme, "first": min(after.end, until.end), "last": max(after.end, until.end)}
    return frozenset(row[0] for row in ask(reader, query, values))
