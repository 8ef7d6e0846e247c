"""The panel: what units told, worked out beforehand for every period known, one row a unit and period.

It stands beside a generation of the store and answers what relations would answer, for the state of now and the periods
that it knows; anything else goes to the relations themselves. Its columns are those of the register, and of every relation
that a body of an indicator draws from; so most figures are one look at one table.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from base.period import Period, parse_period
from indicators.roll import Roll
from indicators.shelf import Indicator

TABLE, REGISTER, ANCESTRY, SUBTREE, HERE = "panel", "register", "ancestry", "subtree", "here"
# Each list of the units above a unit stands once in a table of its own, and in the panel by its number.
CHAINS = "chains"
_ASKED = "period in (select unnest($labels))"
# Whose rows are of one unit each, so that a question about some units needs theirs alone. Joined, not looked up by `in`: only
# so does DuckDB reckon with few of them.
UNITWISE = ("reports_now", "handling_now", "flows_now", "procedures_now")
_OF_UNITS = "select t.* from (select unnest($units) as unit_id) x join {rows} t on t.unit_id = x.unit_id"
# Planned in less time, and looked up without a join: one period, or quarters that follow one another.
_ASKED_ALONE = "period = $labels[1]"
_ASKED_RUN = "period between $labels[1] and $labels[-1] and substr(period, 5, 1) = 'Q'"
# A body that takes the columns of one relation as they are: no join, no sum. Anything else is worked out as a whole.
_PLAIN = re.compile(r"select\s+unit_id,\s*period,\s*(?P<told>.*?)\s*\bfrom\s+(?P<of>\w+)(?P<only>\s+where\s+.*)?", re.DOTALL)
_NOT_PLAIN = re.compile(r"\b(from|join|group by|over|distinct|union|limit)\b|\$")


# Of each period the rows of a figure broken down in one way.
Totals = Mapping[str, Sequence[tuple[Any, ...]]]


@dataclass(frozen=True, slots=True)
class Plain:
    """A body over one relation: what it selects beside unit and period, the relation, and its condition."""

    told: str
    relation: str
    only: str


@dataclass(frozen=True, slots=True)
class Panel:
    """What is at hand in tables of `schema`. `whole`: relations that ask for no period; `dated`: relations kept for every
    period of the panel, in a table of their own; `members`: relations, and bodies of indicators, whose columns stand in the
    panel, with these columns. `listed`: relations on the list of units of a day, the same for every day from `listed_from` to the
    eve of `listed_until`. `quarters` are those that reports tell of, `periods` all that it knows; `stretch` is what
    is at hand while the panel is made, for just the periods that are asked for. `asked`: the condition on rows of those.
    `unitwise`: just the reports of `$units` are meant. `totals`: what an
    indicator adds up to, by its code and a way of breaking it down. `roll`: the entries of the register; `units`: what
    `records.register` reads of it. `courses`: of each share of units what `forecasts.history` reads of all of them, by its
    code. `answers`: questions of the store about a period that are answered for each, in a table of their own.
    """

    schema: str
    whole: frozenset[str] = frozenset()
    dated: frozenset[str] = frozenset()
    stretch: frozenset[str] = frozenset()
    listed: frozenset[str] = frozenset()
    listed_from: date = date.max
    listed_until: date = date.max
    members: tuple[tuple[str, tuple[str, ...]], ...] = ()
    answers: frozenset[str] = frozenset()
    asked: str = _ASKED
    unitwise: bool = False
    quarters: tuple[Period, ...] = field(default=(), compare=False)
    periods: frozenset[tuple[str, date, date]] = field(default=frozenset(), compare=False)
    totals: Mapping[tuple[str, str], Totals] = field(default_factory=dict, compare=False)
    roll: Roll | None = field(default=None, compare=False)
    units: tuple[Any, ...] = field(default=(), compare=False)
    courses: Mapping[str, tuple[Any, Any]] = field(default_factory=dict, compare=False)

    def knows(self, asked: Iterable[tuple[str, date, date]]) -> bool:
        """Whether all these periods (label, first and last day) are in the panel."""
        return self.periods.issuperset(asked)

    def on_list_of(self, day: date | None) -> Panel:
        """The panel for questions on the list of units of a day: without what it keeps of another list."""
        return self if day is None or self.listed_from <= day < self.listed_until else replace(self, listed=frozenset())

    def asked_for(self, labels: Sequence[str]) -> Panel:
        """The panel for questions about these periods."""
        if len(labels) == 1:
            return replace(self, asked=_ASKED_ALONE)
        run = [quarter.label for quarter in self.quarters if labels and labels[0] <= quarter.label <= labels[-1]]
        return replace(self, asked=_ASKED_RUN) if run and run == list(labels) else self

    def of_units(self) -> Panel:
        """The panel for questions about the reports of `$units`."""
        return replace(self, unitwise=True)

    def below(self, rows: str) -> str | None:
        """The condition that rows of the register stand for units of the subtree of `$parent`; None where it is not known."""
        found = f"{rows}.chain in (select chain from {self.schema}.{CHAINS} where list_contains(above, $parent))"
        return found if self.columns(ANCESTRY) else None

    def answer(self, name: str) -> str | None:
        """The answers to a question of the store about `$period`; None where they are not kept."""
        return f"select * from {self.schema}.{name} where period = $period" if name in self.answers else None

    @property
    def alone(self) -> bool:
        """Whether one period is asked for."""
        return self.asked == _ASKED_ALONE

    def columns(self, name: str) -> tuple[str, ...]:
        """The columns of a member beside unit and period; none of what is not in the panel."""
        return dict(self.members).get(name, ())

    def text(self, name: str) -> str | None:
        """A relation read from what is at hand; None where it has to be worked out."""
        if name in self.stretch | self.whole | self.listed:
            rows = f"{self.schema}.{'now_' if name in self.stretch else ''}{name}"
            return _OF_UNITS.format(rows=rows) if self.unitwise and name in UNITWISE else f"select * from {rows}"
        if name in self.dated:
            return f"select * from {self.schema}.{name} where {self.asked}"
        if name == SUBTREE and (below := self.below(REGISTER)):
            return f"select unit_id, period from {REGISTER} where {below}"
        if name == REGISTER and self.columns(REGISTER):
            return f"select unit_id, period, {', '.join(self.of_register())} from {self.schema}.{TABLE} where {self.asked}"
        if not self.columns(name):
            return None
        told = [f"{column(name, one)} as {one}" for one in self.columns(name)]
        beside = [f"{one} as g_{one}" for one in self.of_register()]
        only = f"{self.asked} and {column(name, HERE)}"
        return f"select unit_id, period, {', '.join([*told, *beside])} from {self.schema}.{TABLE} where {only}"

    def of_register(self) -> tuple[str, ...]:
        """The columns of the register, and the units above."""
        return tuple(dict.fromkeys((*self.columns(REGISTER), *self.columns(ANCESTRY))))

    def figures(self, found: Indicator, everyone: bool = False) -> str | None:
        """The rows of the register with part, whole and told of an indicator; None where the panel does not hold them. With
        `everyone` those too that it does not speak of, where these are null.
        """
        plain = plain_body(found)
        name = plain.relation if plain else member_of(found)
        if not self.columns(name):
            return None
        part, only = (plain.told, plain.only) if plain else (f"part, whole{', told' if found.tells else ''}", "")
        here = "true" if name == REGISTER else column(name, HERE)
        needed = [f"{column(name, one)} as {one}" for one in self.columns(name) if _mentioned(one, part + only)]
        beside = [f"{one} as g_{one}" for one in self.of_register()]
        taken = f"select unit_id, period, {{}} from {self.schema}.{TABLE} where {self.asked}"
        register = f"unit_id, period, {', '.join(f'g_{one} as {one}' for one in self.of_register())}"
        told = f"{part}{'' if found.tells else ', true as told'}"
        if not everyone:
            return f"select {register}, {told} from (\n{taken.format(', '.join([*needed, *beside]))} and {here}\n){only}"
        spoken = only.replace("where", "here and (", 1) + ")" if only else "here"
        rows = taken.format(", ".join([*needed, *beside, f"{here} as here"]))
        return f"""select * replace (case when spoken then part end as part, case when spoken then whole end as whole)
from (select {register}, {told}, {spoken} as spoken from (\n{rows}\n))"""


def _mentioned(name: str, text: str) -> bool:
    return bool(re.search(rf"\b{name}\b", text))


def column(member: str, name: str) -> str:
    """The panel's column for a member's column; those of the register, and the units above, stand under their own names."""
    return name if member in (REGISTER, ANCESTRY) and name != HERE else f"{member}__{name}"


def plain_body(found: Indicator) -> Plain | None:
    """The body of an indicator taken apart, where it only takes columns of one relation as they are."""
    match = _PLAIN.fullmatch(found.body)
    if not match or _NOT_PLAIN.search(match["told"]) or _NOT_PLAIN.search(match["only"] or ""):
        return None
    return Plain(match["told"], match["of"], match["only"] or "")


def member_of(found: Indicator) -> str:
    """The member of the panel that holds an indicator's body as a whole."""
    return f"of_{found.code}"


def periods_around(quarters: Iterable[Period]) -> list[Period]:
    """Quarters, and behind them the half-years and years in which they lie."""
    known = list(quarters)
    halves = [parse_period(f"{quarter.year}H{(quarter.number + 1) // 2}") for quarter in known]
    years = [parse_period(f"{quarter.year}") for quarter in known]
    return list(dict.fromkeys([*known, *halves, *years]))
