"""Who moved a figure: the units behind a change, each with its cause and with what it says of itself before and after."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from base.period import Period
from indicators.composition import ask
from indicators.measures import Scope, bound
from indicators.movement.states import Place
from indicators.movement.sums import Ends, contribution
from indicators.shelf import Indicator
from store import Asking

STATES = ("stage", "edition", "path")  # of table status, as relation standing has them


@dataclass(frozen=True, slots=True)
class Leg:
    """One step of one unit, with its cause."""

    unit: str
    step: Place
    cause: str


@dataclass(frozen=True, slots=True)
class Fact:
    """What a unit says of itself, before and after: a field of table status, with its values."""

    field: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class Mover:
    """A unit that moved a total by one cause. Parts and wholes are what it added, None where it was not in the sums;
    `effect` is how far it moved the value. `facts` are those that differ.
    """

    unit_id: str
    name: str
    unit_group: str
    parent_id: str
    cause: str
    part_before: int | None
    part_after: int | None
    whole_before: int | None
    whole_after: int | None
    effect: float | None
    facts: tuple[Fact, ...] = ()


def movers_of(legs: Iterable[Leg], ends: Ends, name: Callable[[str], str | None]) -> list[Mover]:
    """Everyone who moved the total, the strongest first; two steps of one unit by one cause are one."""
    walked: dict[tuple[str, str], list[Place]] = defaultdict(list)
    for leg in legs:
        if contribution(leg.step[0]) != contribution(leg.step[1]):
            walked[leg.unit, leg.cause].append(leg.step)
    effect = cache(ends.effect)  # many move it by as much
    movers = [
        _mover(unit, name(unit) or unit, cause, (steps[0][0], steps[-1][1]), ends.ratio, effect)
        for (unit, cause), steps in walked.items()
    ]
    return sorted(movers, key=lambda mover: (-abs(mover.effect or 0), -(mover.effect or 0), mover.unit_id))


def with_facts(
    movers: Sequence[Mover], found: Indicator, then: Asking, now: Asking, first: Period, last: Period, programme: str
) -> tuple[Mover, ...]:
    """The movers with their stage, edition and path before and after, where the indicator is drawn from them."""
    fields = [name for name in STATES if any((one.relation, one.name) == ("status", name) for one in found.fields)]
    if not fields or not movers:
        return tuple(movers)
    units = [mover.unit_id for mover in movers]
    before, after = _standing(then, units, first, programme), _standing(now, units, last, programme)
    told = []
    for mover in movers:
        one, other = before.get(mover.unit_id, {}), after.get(mover.unit_id, {})
        facts = [Fact(name, one.get(name), other.get(name)) for name in fields if one.get(name) != other.get(name)]
        told.append(replace(mover, facts=tuple(facts)))
    return tuple(told)


def _mover(unit: str, name: str, cause: str, step: Place, ratio: bool, effect: Callable[[int, int], float | None]) -> Mover:
    one, other = step
    told = next(state for state in (other, one) if state)  # a step has at least one end
    part, whole = (after - before for before, after in zip(contribution(one), contribution(other), strict=True))
    sides = [(state.part, state.whole if ratio else None) if state and state.adds else (None, None) for state in (one, other)]
    (part_before, whole_before), (part_after, whole_after) = sides
    parts = (part_before, part_after, whole_before, whole_after)
    return Mover(unit, name, told.unit_group, told.parent_id, cause, *parts, effect(part, whole))


def _standing(reader: Asking, units: list[str], period: Period, programme: str) -> dict[str, dict[str, Any]]:
    query = "select unit_id, stage, edition, path from standing semi join (select unnest($units) as unit_id) using (unit_id)"
    rows = ask(reader, query, bound([period], Scope(), None, programme) | {"units": units})
    return {unit: dict(zip(STATES, told, strict=True)) for unit, *told in rows}
