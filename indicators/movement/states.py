"""Where every unit stood in a period on one state of the store, and what the store had been told of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from base.period import Period
from indicators.composition import ask, ask_columns
from indicators.measures import Scope, bound, narrowing
from indicators.rolling import POPULATIONS
from indicators.shelf import Indicator
from store import Asking

Evidence = Mapping[str, frozenset[int]]  # what speaks of a unit, by the period that it speaks of


class UnitState(NamedTuple):
    """Where a unit of the register stood in a period, counted or not. `part` None: nothing is known of it; `told`: by a report
    of this very period. `inside`: it belongs to the scope asked for; `counted`: to the indicator's population; `adds`: it is
    in the sums. Many units stand alike, and share one.
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


@dataclass(frozen=True, slots=True)
class Grounds:
    """What figures rest on beside the reports: the loads that the programme, with its calendar, and the register are of."""

    programme: int | None
    register: int | None


def states(
    reader: Asking, found: Indicator, asked: Sequence[Period], scope: Scope, programme: str
) -> tuple[dict[str, dict[str, UnitState]], dict[str, str]]:
    """Every unit that lived in each period asked for, by period and unit; and the names of all of them, by unit, the latest
    one.
    """
    found_rows = ask_columns(reader, _query(found, narrowing(scope)), bound(asked, scope, None, programme))
    labels, units, names, *told = (column.tolist() for column in found_rows.values())
    alike = list(map(cache(UnitState), *told))
    known: dict[str, dict[str, UnitState]] = {}
    for period in asked:
        first = labels.index(period.label) if period.label in labels else len(labels)
        last = first + labels.count(period.label)
        known[period.label] = dict(zip(units[first:last], alike[first:last], strict=True))
    return known, dict(zip(units, names, strict=True))


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


def _query(found: Indicator, narrowed: str) -> str:
    whole = "m.whole" if found.kind == "ratio" else "0"
    known = "m.part is not null and m.whole is not null" if found.kind == "ratio" else "m.part is not null"
    return f"""select
    g.period, g.unit_id, g.name, g.unit_group, g.level, g.parent_id, g.stands, g.counted, g.inside,
    g.counted and g.inside and g.known as adds, g.part, g.whole, g.told
from (
    select
        g.ends_on, g.period, g.unit_id, g.name, coalesce(g.unit_group, '') as unit_group, g.level,
        coalesce(g.parent_id, '') as parent_id, g.stands,
        {POPULATIONS[found.population]} as counted,
        true{narrowed} as inside,
        {known} as known,
        case when {known} then cast(m.part as bigint) end as part,
        case when {known} then cast({whole} as bigint) end as whole,
        {known} and {"coalesce(m.told, false)" if found.tells else "true"} as told
    from register g
    left join (
{found.body}
    ) m using (unit_id, period)) g
order by g.ends_on, g.unit_id"""
