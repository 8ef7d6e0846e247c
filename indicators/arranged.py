"""How much of the change of a figure comes from the list of units: which units followed others, ended or began between."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from base.period import Period
from indicators.composition import ask
from indicators.measures import Scope
from indicators.unit_rows import UnitRow, unit_rows
from store import Asking

_BETWEEN = """
select old_unit, new_unit
from successions_now
where effective_on > $after and effective_on <= $until"""


@dataclass(frozen=True, slots=True)
class Side:
    """Units and what they add up to; `whole` only for a ratio. Units of which nothing is known are not in it."""

    units: tuple[str, ...]
    part: float
    whole: float


@dataclass(frozen=True, slots=True)
class Arranged:
    """The units of a figure at the end of two periods, told apart by what happened to them between.

    `same`: in both lists (before, after); `left`: followed by others, `came`: following others; `closed`, `opened`: in one
    list only, without that. Figure after - figure before = (same after - same before) + (came - left) + (opened - closed),
    for part and for whole.
    """

    same: tuple[Side, Side]
    left: Side
    came: Side
    closed: Side
    opened: Side


def arranged(
    reader: Asking,
    code: str,
    before: Period,
    after: Period,
    *,
    scope: Scope = Scope(),  # noqa: B008 - frozen
    as_of: datetime | None = None,
    programme: str = "default",
) -> Arranged:
    """What mergers, splits and renames between the ends of two periods did to the list behind an indicator's figure.

    A stage is not inherited and a merged office is one office, so `came - left` of a count of offices is not progress or
    relapse. Raises UnknownIndicator.
    """
    rows = unit_rows(reader, code, [before, after], scope=scope, as_of=as_of, programme=programme)
    then = {row.unit_id: row for row in rows if row.period == before.label}
    now = {row.unit_id: row for row in rows if row.period == after.label}
    followed, following = _between(reader, before.end, after.end, as_of, programme)
    gone, fresh = then.keys() - now.keys(), now.keys() - then.keys()
    lasting = then.keys() & now.keys()
    return Arranged(
        (_side(then[unit] for unit in lasting), _side(now[unit] for unit in lasting)),
        _side(then[unit] for unit in gone & followed),
        _side(now[unit] for unit in fresh & following),
        _side(then[unit] for unit in gone - followed),
        _side(now[unit] for unit in fresh - following),
    )


def _between(reader: Asking, first: date, last: date, as_of: datetime | None, programme: str) -> tuple[set[str], set[str]]:
    pairs = ask(reader, _BETWEEN, {"after": first, "until": last, "as_of": as_of, "programme": programme})
    return {old for old, _ in pairs}, {new for _, new in pairs}


def _side(rows: Iterable[UnitRow]) -> Side:
    found = sorted(rows, key=lambda row: row.unit_id)
    return Side(tuple(row.unit_id for row in found), sum(row.part for row in found), sum(row.whole or 0 for row in found))
