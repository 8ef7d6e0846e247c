"""How the panel is made beside a generation: by the relations themselves, for all periods known, a stretch at a time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cache, partial
from graphlib import TopologicalSorter
from typing import Any

from base import clock
from base.period import Period
from indicators.composition import asked_for, composed, named_in, panel_key, ready, relations, roll_of
from indicators.measures import Scope, bound
from indicators.panel import ANCESTRY, CHAINS, HERE, REGISTER, TABLE, Panel, Totals, column, member_of, periods_around, plain_body
from indicators.quarters import periods
from indicators.records.register import units
from indicators.rolling import KEPT, totals
from indicators.shelf import catalogue
from store import Maker, derive, question

# Rows of the panel that are worked out at a time: more need more memory, fewer more time.
STRETCH = 250_000
# Relations that pages ask for by period and that have several rows a unit and period.
DATED = ("duties",)
# Questions of the store about a period that pages ask of every unit.
ANSWERS = ("reviewed", "open_findings")
# What units went into, on the list of a day: each after those that it needs, and those that it needs on the way.
LISTED = ("units_on", "heirs", "climb")
# The panel's order, and so that of the register it is joined to: neighbours are alike, which keeps it small.
_ORDER = "order by ends_on, starts_on, unit_group, parent_id, unit_id"
_SAME_LIST = """
select max(day) filter (day <= $units_on), min(day) filter (day > $units_on)
from (
    select valid_from as day from units_now
    union all select valid_to + 1 from units_now where valid_to < date '9999-12-31'
    union all select effective_on from successions_now)"""
_NARROWED = {"labels", "starts", "ends", "parent", "unit", "unit_group", "units_on"}


def prepare(programme: str = "default", *, address: str | None = None, patience: float = 2.0, upto: int | None = None) -> None:
    """Has the panel of a programme made beside the current generation, or beside it as load `upto` left it, in the background;
    waits `patience` seconds at most.

    Until it is there, and in processes that never prepare, the relations answer, to the same effect.
    """
    make = partial(make_panel, programme=programme)
    derive(panel_key(programme), make, address=address, patience=patience, upto=upto)


def make_panel(maker: Maker, programme: str) -> Panel | None:
    """The panel of a programme in the maker's schema; None where nobody has reported yet."""
    quarters = periods(maker, programme)
    if not quarters:
        return None
    known = periods_around(quarters)
    panel = _listed(maker, _whole(maker, programme), programme, clock.today())
    values = {"programme": programme}
    roll = roll_of(maker, values, panel)
    members: dict[str, tuple[str, ...]] = {}
    lost: set[str] = set()
    maker.make(CHAINS, "select 0 as chain, [''] as above limit 0")
    for asked in _stretches(known, max(1, STRETCH // max(len(roll), 1))):
        lost |= _add(maker, panel, bound(asked, Scope(), None, programme), members)
    panel = replace(
        panel,
        dated=frozenset(DATED),
        members=tuple((name, columns) for name, columns in members.items() if name not in lost),
        quarters=tuple(quarters),
        periods=frozenset((period.label, period.start, period.end) for period in known),
        roll=roll,
        units=units(maker, programme),
        answers=_answers(maker, programme),
    )
    panel = replace(panel, totals=_totals(maker, panel), courses=_courses(maker, panel, programme))
    maker.press()
    return panel


def _whole(maker: Maker, programme: str) -> Panel:
    """Keeps the relations that ask for no period."""
    panel = Panel(maker.schema)
    for name in _whole_relations():
        maker.make(name, *ready(f"select * from {name}", {"programme": programme}, panel))
        panel = replace(panel, whole=panel.whole | {name})
    return panel


def _listed(maker: Maker, panel: Panel, programme: str, today: date) -> Panel:
    """Keeps what units of all periods went into, on the list of today and of the days that have the same one."""
    values = {"programme": programme, "units_on": today}
    for name in LISTED:
        maker.make(name, *ready(f"select * from {name}", values, panel))
        panel = replace(panel, listed=panel.listed | {name})
    ((since, until),) = maker.rows(*ready(_SAME_LIST, values, panel))
    return replace(panel, listed_from=since or date.min, listed_until=until or date.max)


def _add(maker: Maker, panel: Panel, values: dict[str, Any], members: dict[str, tuple[str, ...]]) -> set[str]:
    """Adds a stretch of periods to the panel; gives the members that have several rows for a unit and period."""
    # What was worked out for this stretch is a table of its own until the stretch is done: each step is a small query.
    for name, text in _steps().items():
        maker.make(f"now_{name}", *ready(text, values, panel))
        panel = replace(panel, stretch=panel.stretch | {name})
    _number_chains(maker)
    lost = {name for name in _parts() if _repeats(maker, name)}
    first = not members
    types = {name: dict(row[:2] for row in maker.rows(f"describe {maker.schema}.now_{name}")) for name in _parts()}
    if first:
        members |= {name: tuple(one for one in found if one not in ("unit_id", "period")) for name, found in types.items()}
    add = maker.make if first else maker.add
    add(TABLE, _joined(maker.schema, members, types, lost))
    for name in DATED:
        add(name, f"select * from {maker.schema}.now_{name} order by ends_on, unit_id")
    for name in _steps():
        maker.drop(f"now_{name}")
    return lost


def _totals(maker: Maker, panel: Panel) -> Mapping[tuple[str, str], Totals]:
    """What every indicator that the panel holds adds up to. Kept as it is given out: it is asked for most."""
    found: dict[tuple[str, str], dict[str, list[tuple[Any, ...]]]] = {}
    for one in catalogue().values():
        text = totals(one, panel)
        if not text:
            continue
        ways = {by: found.setdefault((one.code, by), {}) for by in KEPT}
        for period, by, *row in maker.rows(text):
            ways[by].setdefault(period, []).append(tuple(row))
    return found


def _courses(maker: Maker, panel: Panel, programme: str) -> dict[str, tuple[Any, Any]]:
    """The courses of units by every share that may be foretold."""
    from indicators.forecasts.history import kept_courses  # numpy is only loaded where something is kept

    told = {one.code: kept_courses(maker, one, panel.quarters, programme, panel) for one in catalogue().values()}
    return {code: courses for code, courses in told.items() if courses}


def _answers(maker: Maker, programme: str) -> frozenset[str]:
    """Answers questions of the store for every period that there is."""
    for name in ANSWERS:
        every = f"select * from (\n{question(name)}) order by period, unit_id"
        maker.make(name, every, {"programme": programme, "period": None})
    return frozenset(ANSWERS)


def _number_chains(maker: Maker) -> None:
    """Has units know the list of those above them by a number: many share one, and a number is looked up ten times as fast."""
    told, chains = f"{maker.schema}.now_{ANCESTRY}", f"{maker.schema}.{CHAINS}"
    maker.add(
        CHAINS,
        f"""select (select count(*) from {chains}) + row_number() over () as chain, above
from (select distinct above from {told})
anti join {chains} using (above)""",
    )
    maker.make(f"now_{ANCESTRY}", f"select unit_id, period, chain from {told} join {chains} using (above)")


def _repeats(maker: Maker, name: str) -> bool:
    ((more,),) = maker.rows(f"select count(*) - count(distinct (unit_id, period)) from {maker.schema}.now_{name}")
    return bool(more)


def _joined(schema: str, members: dict[str, tuple[str, ...]], types: dict[str, dict[str, str]], lost: set[str]) -> str:
    told = ["r.unit_id", "r.period"]
    joins = []
    for name, columns in members.items():
        rows = "r" if name == REGISTER else name
        # Sums are twice as wide as what was added up, and take DuckDB five times as long to read where they are compressed.
        narrow = {one: "::bigint" if types[name][one] == "HUGEINT" else "" for one in columns}
        told += [f"{rows}.{one}{narrow[one]} as {column(name, one)}" for one in columns]
        if name != REGISTER:
            told.append(f"{name}.unit_id is not null as {column(name, HERE)}")
            once = "" if name not in lost else " and false"
            joins.append(f"left join {schema}.now_{name} {name} on {name}.unit_id = r.unit_id and {name}.period = r.period{once}")
    return f"select {', '.join(told)} from {schema}.now_{REGISTER} r {' '.join(joins)}"


def _stretches(known: Sequence[Period], length: int) -> Iterator[Sequence[Period]]:
    for first in range(0, len(known), length):
        yield known[first : first + length]


@cache
def _parts() -> tuple[str, ...]:
    """What stands in the panel: the register, the units above, relations that bodies take columns of, other bodies as a whole."""
    taken = [plain.relation if (plain := plain_body(found)) else member_of(found) for found in catalogue().values()]
    return tuple(dict.fromkeys([REGISTER, ANCESTRY, *taken]))


@cache
def _steps() -> dict[str, str]:
    """What is worked out for a stretch, each step after those that it needs."""
    bodies = {member_of(found): found.body for found in catalogue().values() if not plain_body(found)}
    texts = relations() | bodies
    needed = {name: set(named_in(text)) - {name, *_whole_relations()} for name, text in texts.items()}
    wanted, left = {*_parts(), *DATED}, [*_parts(), *DATED]
    while left:
        new = needed[left.pop()] - wanted
        wanted |= new
        left += new
    order = TopologicalSorter({name: needed[name] for name in wanted}).static_order()
    texts = {name: bodies.get(name, f"select * from {name}") for name in order}
    return texts | {REGISTER: f"select * from {REGISTER} {_ORDER}"}


@cache
def _whole_relations() -> tuple[str, ...]:
    return tuple(name for name in _order() if not asked_for(composed(f"select * from {name}")) & _NARROWED)


def _order() -> list[str]:
    """Every relation, each after those that it names."""
    return list(TopologicalSorter({name: set(named_in(text)) - {name} for name, text in relations().items()}).static_order())
