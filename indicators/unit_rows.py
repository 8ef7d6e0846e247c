"""What stands behind a figure, unit by unit, for any number of periods in one query."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from base.period import Period
from indicators.composition import ask
from indicators.measures import POPULATIONS, Scope, bound, narrowing
from indicators.shelf import Indicator, indicator
from store import Asking

_TOLD = re.compile(r"\btold\b")


@dataclass(frozen=True, slots=True)
class UnitRow:
    """What one unit adds to a figure of a period. `told`: by a report of this very period, not carried from an earlier one."""

    period: str
    unit_id: str
    name: str
    unit_group: str
    level: str
    parent_id: str
    part: float
    whole: float | None
    told: bool


def unit_rows(
    reader: Asking,
    code: str,
    asked: Sequence[Period],
    *,
    scope: Scope = Scope(),  # noqa: B008 - frozen
    as_of: datetime | None = None,
    programme: str = "default",
) -> list[UnitRow]:
    """Part and whole of every unit that is known, by period and unit; a unit of which nothing is known has no row."""
    found = indicator(code)
    rows = ask(reader, _query(found, narrowing(scope)), bound(asked, scope, as_of, programme)) if asked else []
    return [UnitRow(*row) for row in rows]


def tells(found: Indicator) -> str:
    """The condition that a report of the very period tells a row `m` of the indicator."""
    return "coalesce(m.told, false)" if _TOLD.search(found.body) else "true"


def _query(found: Indicator, narrowed: str) -> str:
    told = tells(found)
    base = " and m.whole is not null" if found.kind == "ratio" else ""
    return f"""select
    m.period, m.unit_id, g.name, coalesce(g.unit_group, ''), g.level, coalesce(g.parent_id, ''), m.part, m.whole, {told}
from (
{found.body}
) m
join register g using (unit_id, period)
where m.part is not null{base} and {POPULATIONS[found.population]}{narrowed}
order by g.ends_on, m.unit_id"""
