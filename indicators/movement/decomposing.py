"""The change of a figure between two moments, broken down into causes that add up to it, and the units that moved it.

A unit adds its part (and whole) to the sums, so differences of counts are sums over units. Those of a rate are made so by
the identity R₁ − R₀ = Σ (Δpart − R̄ · Δwhole) / W̄, with R̄ and W̄ halfway between the two ends: it is exact, knows no
order of causes, and turns its sign when the ends are swapped (docs/decisions/0010).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import repeat
from typing import NamedTuple

from base.errors import UsageError
from base.ladder import GROUPS
from base.period import Period
from indicators.measures import LEVELS, NO_PARENT, TOTAL, Scope
from indicators.movement.causes import CAUSES, REGISTER, Learnt, Place, of_learning, of_time
from indicators.movement.movers import Leg, Mover, movers_of, with_facts
from indicators.movement.states import UnitState, evidence, grounds, states, successors
from indicators.movement.sums import Ends, Sums, added, contribution
from indicators.shelf import Indicator, indicator
from store import Reader

KeyOf = Callable[[str, UnitState], str]
KEYS: dict[str, KeyOf] = {
    "total": lambda _, __: "total",
    "group": lambda _, state: state.unit_group,
    "level": lambda _, state: state.level,
    "parent": lambda _, state: state.parent_id,
    "unit": lambda unit, _: unit,
}


class Walk(NamedTuple):
    """Where each unit stood: before, before as it reads now, after."""

    early: Mapping[str, UnitState]
    again: Mapping[str, UnitState]
    late: Mapping[str, UnitState]


@dataclass(frozen=True, slots=True)
class Moment:
    """A period as the store knew it after a load (None: now)."""

    period: Period
    load: int | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """What one cause did: to part and whole, and to the value (`effect`; None where one end has no value)."""

    cause: str
    part: int
    whole: int
    effect: float | None
    units: int


@dataclass(frozen=True, slots=True)
class Shift:
    """One figure before and after; `change` is the difference of the values, and the sum of the effects of all parts."""

    key: str
    name: str
    before: Sums
    after: Sums
    change: float | None
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Movement:
    """The change of an indicator between two moments: `rows` by the breakdown asked for, and everyone who moved its total.

    `both` units are known at both moments; the others are named by id. `same_units`: only those in both are compared.
    `names` has the name of every unit.
    """

    indicator: Indicator
    before: Moment
    after: Moment
    same_units: bool
    rows: tuple[Shift, ...]
    movers: tuple[Mover, ...]
    both: int
    only_before: tuple[str, ...]
    only_after: tuple[str, ...]
    names: dict[str, str]


def decompose(
    reader: Reader,
    code: str,
    before: Moment,
    after: Moment,
    *,
    by: str = "total",
    scope: Scope = Scope(),  # noqa: B008 - frozen
    same_units: bool = False,
    programme: str = "default",
) -> Movement:
    """Why an indicator is another at `after` than at `before`; raises UnknownIndicator.

    With `same_units`, like for like: only units known at both moments are compared. A unit that changed its group or
    parent leaves one row and enters the other, by the register.
    """
    found = indicator(code)
    if by not in KEYS:
        ways = ", ".join(KEYS)
        raise UsageError(f"Không có cách phân tổ «{by}». Hãy chọn: {ways}.", f"There is no breakdown «{by}». Choose: {ways}.")
    first, last = before.period, after.period
    with ExitStack() as looks:
        then, now = (reader if one.load is None else looks.enter_context(reader.as_it_stood(one.load)) for one in (before, after))
        walk, names = _walked(then, now, found, first, last, scope, programme)
        there, here = _adding(walk.early), _adding(walk.late)
        if same_units:
            walk = Walk(*({unit: side[unit] for unit in sorted(there & here) if unit in side} for side in walk))
        legs = [*_learnt(then, now, walk, first, programme), *_lived(now, walk, first, last, programme)]
        ((_, whole),) = _ends(found, walk, "total").items()
        movers = with_facts(movers_of(legs, whole, names), found, then, now, first, last, programme)
    rows = tuple(_shifts(found, walk, legs, by, names))
    apart = tuple(sorted(there - here)), tuple(sorted(here - there))
    return Movement(found, before, after, same_units, rows, movers, len(there & here), *apart, names)


def _walked(
    then: Reader, now: Reader, found: Indicator, first: Period, last: Period, scope: Scope, programme: str
) -> tuple[Walk, dict[str, str]]:
    """The units with their names, as the store has them now."""
    late, names = states(now, found, list({period.label: period for period in (first, last)}.values()), scope, programme)
    again, end = late[first.label], late[last.label]
    early = again
    if then.upto != now.upto:
        before, old_names = states(then, found, [first], scope, programme)
        early, names = before[first.label], old_names | names
    return Walk(early, again, end), names


def _learnt(then: Reader, now: Reader, walk: Walk, period: Period, programme: str) -> list[Leg]:
    """Steps of the first kind: the same period, read with what is known by now."""
    steps = _steps(walk.early, walk.again)
    if not steps:
        return []
    told = [evidence(reader, list(steps), period, programme) for reader in (then, now)]
    learnt = Learnt(told[0], told[1], grounds(then, programme), grounds(now, programme))
    return [Leg(unit, step, of_learning(unit, step, learnt)) for unit, step in steps.items()]


def _lived(now: Reader, walk: Walk, first: Period, last: Period, programme: str) -> list[Leg]:
    """Steps of the second kind: from one period to the other."""
    steps = _steps(walk.again, walk.late)
    merged = successors(now, first, last, programme) if steps else frozenset()
    return [Leg(unit, step, of_time(unit, step, merged)) for unit, step in steps.items()]


def _steps(one: Mapping[str, UnitState], other: Mapping[str, UnitState]) -> dict[str, Place]:
    """The units that a step changes, by id."""
    if one is other:
        return {}
    moved = [unit for unit, state in one.items() if _differs(state, other.get(unit))]
    came = [unit for unit in other.keys() - one.keys() if _differs(None, other[unit])]
    return {unit: (one.get(unit), other.get(unit)) for unit in sorted(moved + came)}


def _differs(one: UnitState | None, other: UnitState | None) -> bool:
    """Whether a step changes a sum, or the row of a breakdown in which the unit is."""
    return one is not other and (contribution(one) != contribution(other) or _place(one) != _place(other))


def _place(unit: UnitState | None) -> tuple[str, ...] | None:
    return (unit.unit_group, unit.level, unit.parent_id) if unit and unit.adds else None


def _adding(side: Mapping[str, UnitState]) -> set[str]:
    return {unit for unit, state in side.items() if state.adds}


def _ends(found: Indicator, walk: Walk, by: str) -> dict[str, Ends]:
    """The sums before and after, by key."""
    sides: dict[str, tuple[Counter[UnitState], Counter[UnitState]]] = defaultdict(lambda: (Counter(), Counter()))
    for at, side in enumerate((walk.early, walk.late)):
        # Many units stand alike, so they are counted first; a row of its own each has only where it is asked for.
        standing = Counter(side.items() if by == "unit" else zip(repeat(""), side.values(), strict=False))
        for (unit, state), many in standing.items():
            if state.adds:
                sides[KEYS[by](unit, state)][at][state] += many
    if by == "total":
        sides["total"]  # a total has a row even where nobody tells
    ratio = found.kind == "ratio"
    return {key: Ends(added(one, ratio), added(other, ratio), ratio) for key, (one, other) in sides.items()}


def _shifts(found: Indicator, walk: Walk, legs: list[Leg], by: str, names: dict[str, str]) -> Iterator[Shift]:
    split: dict[tuple[str, str], list[tuple[int, int]]] = defaultdict(list)
    for leg in legs:
        for key, cause, part, whole in _apart(leg, KEYS[by]):
            if part or whole:
                split[key, cause].append((part, whole))
    ends = _ends(found, walk, by)
    for key in _ordered(ends.keys() | {key for key, _ in split}, by):
        side = ends.get(key) or Ends(added({}, False), added({}, False), found.kind == "ratio")
        parts = tuple(_part(cause, split[key, cause], side) for cause in CAUSES)
        yield Shift(key, names.get(key) or _name(key, by), side.before, side.after, side.change, parts)


def _apart(leg: Leg, key_of: KeyOf) -> Iterator[tuple[str, str, int, int]]:
    """What a step does to each row: one that leads from one row into another leaves the first and enters the second."""
    one, other = leg.step
    left, entered = (key_of(leg.unit, state) if state and state.adds else None for state in (one, other))
    (part, whole), (part_after, whole_after) = contribution(one), contribution(other)
    if left is not None and entered is not None and left != entered:
        yield left, REGISTER, -part, -whole
        yield entered, REGISTER, part_after, whole_after
    elif (key := entered if left is None else left) is not None:
        yield key, leg.cause, part_after - part, whole_after - whole


def _part(cause: str, moved: list[tuple[int, int]], ends: Ends) -> Part:
    part, whole = sum(one for one, _ in moved), sum(other for _, other in moved)
    return Part(cause, part, whole, ends.effect(part, whole), len(moved))


def _name(key: str, by: str) -> str:
    return {"total": TOTAL, "level": LEVELS.get(key, key), "parent": key or NO_PARENT}.get(by, key)


def _ordered(keys: Iterable[str], by: str) -> list[str]:
    order = {"group": list(GROUPS), "level": list(LEVELS)}.get(by, [])
    return sorted(keys, key=lambda key: (order.index(key) if key in order else len(order), key))
