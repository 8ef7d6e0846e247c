"""The change of a figure between two moments, broken down into causes that add up to it, and the units that moved it.

A unit adds its part (and whole) to the sums, so differences of counts are sums over units. Those of a rate are made so by
the identity R₁ − R₀ = Σ (Δpart − R̄ · Δwhole) / W̄, with R̄ and W̄ halfway between the two ends: it is exact, knows no
order of causes, and turns its sign when the ends are swapped (docs/decisions/0012).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from typing import TYPE_CHECKING

from base.errors import UsageError
from base.ladder import GROUPS
from base.period import Period
from indicators.measures import LEVELS, NO_PARENT, TOTAL, Scope
from indicators.movement.causes import CAUSES, REGISTER, Learnt, of_learning, of_time
from indicators.movement.movers import Leg, Mover, movers_of, with_facts
from indicators.movement.states import TOTAL_KEY, UnitState, evidence, grounds, successors
from indicators.movement.sums import Ends, Sums, added, contribution
from indicators.roll import COLUMNS
from indicators.shelf import Indicator, indicator
from store import Reader

if TYPE_CHECKING:
    from indicators.movement.sides import Walk

# The ways of breaking a change down, each with the column of the roll that tells a unit's row; None: all stand in one.
KEYS = {TOTAL_KEY: None, **COLUMNS}


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
    from indicators.movement.sides import walked  # numpy is only loaded where a change is asked for

    first, last = before.period, after.period
    with ExitStack() as looks:
        then, now = (reader if one.load is None else looks.enter_context(reader.as_it_stood(one.load)) for one in (before, after))
        known = walked(then, now, found, first, last, scope, programme)
        there, here = known.early.adds, known.late.adds
        walk = known.only(there & here) if same_units else known
        legs = [*_learnt(then, now, walk, first, programme), *_lived(now, walk, first, last, programme)]
        ((_, whole),) = _ends(found, walk, TOTAL_KEY).items()
        movers = with_facts(movers_of(legs, whole, walk.name), found, then, now, first, last, programme)
    rows = tuple(_shifts(found, walk, legs, by, known.name))
    apart = known.units(there & ~here), known.units(here & ~there)
    return Movement(found, before, after, same_units, rows, movers, int((there & here).sum()), *apart)


def _learnt(then: Reader, now: Reader, walk: Walk, period: Period, programme: str) -> list[Leg]:
    """Steps of the first kind: the same period, read with what is known by now."""
    changed = walk.learnt()
    if not changed:
        return []
    told = [evidence(reader, list(changed), period, programme) for reader in (then, now)]
    learnt = Learnt(told[0], told[1], grounds(then, programme), grounds(now, programme))
    return [Leg(unit, step, of_learning(unit, step, learnt)) for unit, step in changed.items()]


def _lived(now: Reader, walk: Walk, first: Period, last: Period, programme: str) -> list[Leg]:
    """Steps of the second kind: from one period to the other."""
    changed = walk.lived()
    merged = successors(now, first, last, programme) if changed else frozenset()
    return [Leg(unit, step, of_time(unit, step, merged)) for unit, step in changed.items()]


def _ends(found: Indicator, walk: Walk, by: str) -> dict[str, Ends]:
    """The sums before and after, by key."""
    ratio = found.kind == "ratio"
    early, late = (side.sums(KEYS[by], ratio) for side in (walk.early, walk.late))
    nobody = added((), (), ratio=ratio)
    return {key: Ends(early.get(key, nobody), late.get(key, nobody), ratio) for key in early.keys() | late.keys()}


def _shifts(found: Indicator, walk: Walk, legs: list[Leg], by: str, name: Callable[[str], str | None]) -> Iterator[Shift]:
    split: dict[tuple[str, str], list[tuple[int, int]]] = defaultdict(list)
    for leg in legs:
        for key, cause, part, whole in _apart(leg, KEYS[by]):
            if part or whole:
                split[key, cause].append((part, whole))
    ends, nobody = _ends(found, walk, by), added((), (), ratio=False)
    for key in _ordered(ends.keys() | {key for key, _ in split}, by):
        side = ends.get(key) or Ends(nobody, nobody, found.kind == "ratio")
        parts = tuple(_part(cause, split[key, cause], side) for cause in CAUSES)
        yield Shift(key, name(key) or _name(key, by), side.before, side.after, side.change, parts)


def _apart(leg: Leg, column: str | None) -> Iterator[tuple[str, str, int, int]]:
    """What a step does to each row: one that leads from one row into another leaves the first and enters the second."""
    one, other = leg.step
    left, entered = (_key(leg.unit, state, column) if state and state.adds else None for state in (one, other))
    (part, whole), (part_after, whole_after) = contribution(one), contribution(other)
    if left is not None and entered is not None and left != entered:
        yield left, REGISTER, -part, -whole
        yield entered, REGISTER, part_after, whole_after
    elif (key := entered if left is None else left) is not None:
        yield key, leg.cause, part_after - part, whole_after - whole


def _key(unit: str, state: UnitState, column: str | None) -> str:
    return TOTAL_KEY if column is None else unit if column == "unit_id" else str(getattr(state, column))


def _part(cause: str, moved: list[tuple[int, int]], ends: Ends) -> Part:
    part, whole = sum(one for one, _ in moved), sum(other for _, other in moved)
    return Part(cause, part, whole, ends.effect(part, whole), len(moved))


def _name(key: str, by: str) -> str:
    return {TOTAL_KEY: TOTAL, "level": LEVELS.get(key, key), "parent": key or NO_PARENT}.get(by, key)


def _ordered(keys: Iterable[str], by: str) -> list[str]:
    order = {"group": list(GROUPS), "level": list(LEVELS)}.get(by, [])
    return sorted(keys, key=lambda key: (order.index(key) if key in order else len(order), key))
