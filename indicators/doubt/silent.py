"""The units that are silent on a figure, with what is known of each: what it said last, and the most it ever told."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import cache
from typing import NamedTuple

from base.period import Period
from indicators.composition import ask, panel_for
from indicators.doubt.bounds import UNIT, fresh_of, known_of
from indicators.measures import Scope, bound, narrowing
from indicators.panel import Panel
from indicators.quarters import periods
from indicators.rolling import POPULATIONS, figures
from indicators.shelf import Indicator, indicator
from store import Asking


class Silent(NamedTuple):
    """A unit that should tell and has not, or not in full. `part` and `whole`: what is known of it all the same, carried
    from an earlier period or told of part of this one; `most` is the largest whole that it told of a period as long as
    this one (None: it never told one, or of a unit that counts as one).
    """

    unit_id: str
    name: str
    unit_group: str
    parent_id: str
    part: float | None
    whole: float | None
    most: float | None = None


def silent_units(
    reader: Asking,
    code: str,
    period: Period,
    *,
    scope: Scope = Scope(),  # noqa: B008 - frozen
    as_of: datetime | None = None,
    programme: str = "default",
) -> tuple[Silent, ...]:
    """The silent units of an indicator in a period, by id."""
    found = indicator(code)
    values = bound([period], scope, as_of, programme)
    panel = panel_for(reader, values)
    told = ask(reader, _silent(found, narrowing(scope, panel), panel), values)
    if found.kind != "ratio" or found.bounds == UNIT or not told:
        return tuple(Silent(*row) for row in told)
    known = bound(like(periods(reader, programme), period), scope, as_of, programme)
    panel = panel_for(reader, known)
    most = dict(ask(reader, _most(found, narrowing(scope, panel), panel), known)) if known["labels"] else {}
    return tuple(Silent(*row)._replace(most=most.get(row[0])) for row in told)


def like(quarters: Sequence[Period], period: Period) -> list[Period]:
    """The periods of the same kind as `period` between the first and the last quarter known."""
    if not quarters:
        return []
    found, first, last = [], quarters[0].start, quarters[-1].end
    at = period
    while at.end < last:
        at = at.earlier(-1)
    while at.end >= first:
        if at.end <= last:
            found.append(at)
        at = at.earlier()
    return found[::-1]


@cache
def _silent(found: Indicator, narrowed: str, panel: Panel | None) -> str:
    return f"""select g.unit_id, g.name, coalesce(g.unit_group, ''), coalesce(g.parent_id, ''), g.part, g.whole
{_source(found, narrowed, panel)} and not ({fresh_of(found)}) and (g.in_scope and g.stands or {known_of(found)})
order by g.unit_id"""


@cache
def _most(found: Indicator, narrowed: str, panel: Panel | None) -> str:
    return f"select g.unit_id, max(g.whole)::bigint {_source(found, narrowed, panel)} and {fresh_of(found)} group by g.unit_id"


def _source(found: Indicator, narrowed: str, panel: Panel | None) -> str:
    return f"""from (
{figures(found, panel)}
) g
where {POPULATIONS[found.population]}{narrowed}"""
