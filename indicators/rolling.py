"""How figures are rolled up from the rows of units, as SQL: what a row stands under, whose rows count, what is added up.

A unit has one row a period. Its part and whole count where something is `known` of it; they are `fresh` where it told them
in full for this very period; a report is `owed` where it should have. What a silent unit could add is worked out from the
same columns (`doubt.bounds`).
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from indicators.doubt.bounds import fresh_of, known_of
from indicators.panel import Panel
from indicators.shelf import Indicator

# Whose rows count. A division (phòng) is part of its committee: it reports, but is no office of its own.
POPULATIONS = {
    "all": "true",
    "offices": "g.in_scope and g.office",
    "mandatory": "g.mandatory and g.office",
    "communes": "g.in_scope and g.level = 'commune'",
}
# The key of a row for each way of breaking a figure down.
KEYS = {
    "total": "'total'",
    "period": "g.period",
    "group": "coalesce({k}.unit_group, '')",
    "level": "{k}.level",
    "parent": "coalesce({k}.parent_id, '')",
    "unit": "{k}.{unit}",
}
NAMES = {"unit": "any_value({k}.name)", "parent": "(select any_value(p.name) from {units} p where p.unit_id = key)"}
# What a figure stands under: the unit as the register of the period has it, or the unit of a day that it went into.
_OWN = {"k": "g", "unit": "unit_id", "units": "register", "became": "null", "join": ""}
_ON_A_DAY = {
    "k": "t", "unit": "heir_id", "units": "units_on", "became": "max(nullif(t.became, 'whole'))",
    "join": "\njoin recast t using (unit_id, period)",
}  # fmt: skip
# The ways of breaking a figure down whose sums the panel keeps for every period.
KEPT = ("total", "group", "level")
# What is asked of the rows under one key: values added up, or conditions counted.
SUMS = {
    "part": "case when g.known then g.part end",
    "whole": "case when g.known then g.whole end",
    "told_part": "case when g.fresh then g.part end",
    "told_whole": "case when g.fresh then g.whole end",
}
COUNTS = {
    "known": "g.known",
    "reported": "g.owed and g.fresh",
    "expected": "g.owed",
    "carried": "g.known and not g.fresh",
    "silent": "not g.fresh and (g.owed or g.known)",
}


def figures(found: Indicator, panel: Panel | None) -> str:
    """The rows of the register that an indicator speaks of, with its part, its whole and whether they are told."""
    told = "m.told" if found.tells else "true as told"
    worked_out = f"select g.*, m.part, m.whole, {told} from (\n{found.body}\n) m join register g using (unit_id, period)"
    return (panel and panel.figures(found)) or worked_out


def of_everyone(found: Indicator, panel: Panel | None) -> str:
    """The same of every row of the register: null where the indicator does not speak of the unit."""
    told = "m.told" if found.tells else "true as told"
    worked_out = f"select g.*, m.part, m.whole, {told} from register g left join (\n{found.body}\n) m using (unit_id, period)"
    return (panel and panel.figures(found, everyone=True)) or worked_out


@cache
def rolled_up(found: Indicator, by: str, narrowed: str, on_a_day: bool, panel: Panel | None) -> str:
    """The text that measures an indicator: key, name, what became of the unit, then sums and counts in the order of
    `SUMS` and `COUNTS`. `narrowed`: conditions on rows `g`; `on_a_day`: under the units of a day.
    """
    # Every row stands under one unit of the day, so a sum of all is the same without looking for it.
    under = _ON_A_DAY if on_a_day and "{k}" in KEYS[by] else _OWN
    name, became = NAMES.get(by, "null").format(**under), under["became"] if by == "unit" else "null"
    return f"""select {KEYS[by].format(**under)} as key, {name} as name, {became} as became,
    {_added_up()}
from ({_judged(found, panel)}
) g{under["join"]}
where {POPULATIONS[found.population]}{narrowed}
group by key"""


def totals(found: Indicator, panel: Panel) -> str | None:
    """The text that adds an indicator up for all periods of the panel at once, in the ways of `KEPT`: period, way, then what
    `rolled_up` gives. None where the panel does not hold it.
    """
    whole = replace(panel, asked="true")
    if not whole.figures(found):
        return None
    ways = [f"key_{by}" for by in KEPT]
    keys = ", ".join(f"{KEYS[by].format(**_OWN)} as {way}" for by, way in zip(KEPT, ways, strict=True))
    which = " ".join(f"when grouping({way}) = 0 then '{by}'" for by, way in zip(KEPT, ways, strict=True))
    # Added up once in the finest way, and the few rows of that once more: twice as fast as in all ways at once.
    return f"""select period, case {which} end, coalesce({", ".join(ways)}), null, null,
    {", ".join(f"cast(sum({name}) as bigint)" for name in (*SUMS, *COUNTS))}
from (
select g.period, {keys},
    {_added_up()}
from ({_judged(found, whole)}
) g
where {POPULATIONS[found.population]}
group by all) g
group by grouping sets ({", ".join(f"(period, {way})" for way in ways)})"""


def _added_up() -> str:
    sums = (f"cast(sum({text}) as bigint) as {name}" for name, text in SUMS.items())
    return ", ".join([*sums, *(f"count_if({text}) as {name}" for name, text in COUNTS.items())])


@cache
def one_by_one(found: Indicator, narrowed: str, panel: Panel | None) -> str | None:
    """The text that measures an indicator unit by unit, with nothing to add up: entry, part, whole, owed, fresh. None where a
    unit may have several rows: for one period in the panel it has one.
    """
    if not panel or not panel.alone or not panel.figures(found):
        return None
    return f"""select g.entry, g.part, g.whole, g.owed, g.fresh
from ({_judged(found, panel)}
) g
where {POPULATIONS[found.population]}{narrowed}"""


def _judged(found: Indicator, panel: Panel | None) -> str:
    return f"""
select g.*, {known_of(found)} as known, {fresh_of(found)} as fresh, g.in_scope and g.stands as owed from (
{figures(found, panel)}
) g"""
