"""What stands behind a figure, unit by unit, for any number of periods in one query."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from base.period import Period
from base.tuples import tuples
from indicators.composition import ask_lists, panel_for, roll_for
from indicators.measures import Scope, bound, narrowing
from indicators.panel import Panel
from indicators.roll import Entry
from indicators.rolling import POPULATIONS, figures
from indicators.shelf import Indicator, indicator
from store import Asking


class UnitRow(NamedTuple):
    """What one unit adds to a figure of a period. `told`: by a report of this very period, not carried from an earlier one."""

    period: str
    unit: Entry
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
    # Oldest first, and of those that end on one day in order of their labels.
    values = bound(sorted(asked, key=lambda period: (period.end, period.label)), scope, as_of, programme)
    panel = panel_for(reader, values)
    if not asked:
        return []
    periods, entries, *told = ask_lists(reader, _query(found, narrowing(scope, panel), panel), values, order=2)
    labels, roll = values["labels"], roll_for(reader, values)
    return tuples(UnitRow, (map(labels.__getitem__, periods), map(roll.entries.__getitem__, entries), *told))


def _query(found: Indicator, narrowed: str, panel: Panel | None) -> str:
    base = " and g.whole is not null" if found.kind == "ratio" else ""
    return f"""select
    list_position($labels, g.period) - 1 as place, g.entry, g.part, g.whole, coalesce(g.told, false) as told
from (
{figures(found, panel)}
) g
where g.part is not null{base} and {POPULATIONS[found.population]}{narrowed}"""
