"""Rolling up: parts and wholes of units are added first and divided last, at every level the same way.

Silence is not zero: a unit whose stock is known only from an earlier period is counted in `carried`, a unit of which
nothing is known is in no sum; `reported` of `expected` says how many told it for this very period.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from typing import Any

from base.errors import UsageError
from base.ladder import GROUPS
from base.period import Period
from indicators.composition import ask, panel_for
from indicators.doubt.bounds import SILENCE, fresh_of, known_of, limits
from indicators.panel import ANCESTRY, BELOW, Panel
from indicators.quarters import periods
from indicators.shelf import Indicator, indicator
from store import Asking

NO_BASE, NOT_REPORTED = "no_base", "not_reported"
LEVELS = {"centre": "Trung ương", "province": "Cấp tỉnh", "district": "Cấp huyện", "commune": "Cấp xã", "other": "Khác"}
TOTAL = "Tổng cộng"
NO_PARENT = "Không có cấp trên"
# How many indicators one query may ask for: what it works out for them stands in memory at the same time.
AT_ONCE = 24
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


@dataclass(frozen=True, slots=True)
class Scope:
    """Which units: all, those of a group, those of a unit's whole subtree (itself included), one unit alone.

    `units_on`: the day whose list of units is meant, rows standing under the units of that day ("today's units"); None:
    every period on its own list. `conversion`: the edition to which the conversion programme meant leads; None: the one of
    the period.
    """

    group: str | None = None
    parent: str | None = None
    unit: str | None = None
    units_on: date | None = None
    conversion: str | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One figure. `value` is part / whole for a ratio, part for a count, None where `status` says why:
    'no_base' (whole of zero, "không phát sinh") or 'not_reported' ("chưa báo cáo"). `became`, on the list of a day: the unit
    was split ('split') or ended without a successor ('ended') by then, so its figures belong to no one unit of that day. `low`
    and `high`: what the value could be whatever the `silent` units say; of ratios and of counts of units (`doubt.bounds`),
    None where there is no limit.
    """

    key: str
    name: str
    part: float | None
    whole: float | None
    value: float | None
    status: str | None
    reported: int
    expected: int
    carried: int
    became: str | None = None
    low: float | None = None
    high: float | None = None
    silent: int = 0


@dataclass(frozen=True, slots=True)
class Measure:
    """An indicator for a period, broken down into rows. Coverage counts units; of a series it is that of the last row."""

    indicator: Indicator
    period: Period | None
    as_of: datetime | None
    reported: int
    expected: int
    carried: int
    rows: tuple[Row, ...]


def measure(
    reader: Asking,
    code: str,
    *,
    period: Period | None = None,
    by: str = "total",
    scope: Scope = Scope(),
    as_of: datetime | None = None,
    programme: str = "default",
) -> Measure:
    """An indicator by total, group, level, parent, unit or period; raises UnknownIndicator.

    Without `period`: the newest quarter that the store knows, or with by='period' all of them. A unit that nobody
    reported has no row; by='period' keeps the rows of silent quarters, so that a series shows its gaps.
    """
    asked = asked_periods(reader, period, by, programme)
    told = measured_together(reader, [code], asked, period=period, by=by, scope=scope, as_of=as_of, programme=programme)
    return told[code]


def measured_together(
    reader: Asking,
    codes: Iterable[str],
    asked: Sequence[Period],
    *,
    period: Period | None = None,
    by: str = "period",
    scope: Scope = Scope(),
    as_of: datetime | None = None,
    programme: str = "default",
) -> dict[str, Measure]:
    """Many indicators for the periods asked, in few queries: what they draw from is worked out once for many. By code;
    `by` other than 'period' takes one period only.
    """
    if by not in KEYS:
        ways = ", ".join(KEYS)
        raise UsageError(f"Không có cách phân tổ «{by}». Hãy chọn: {ways}.", f"There is no breakdown «{by}». Choose: {ways}.")
    found = [indicator(code) for code in codes]
    values = bound(asked, scope, as_of, programme)
    panel = panel_for(reader, values)
    texts = [f"select {at}, x.* from (\n{query(one, by, scope, panel)}\n) x" for at, one in enumerate(found)]
    rows: list[dict[str, Row]] = [{} for _ in found]
    for first in range(0, len(texts) if asked else 0, AT_ONCE):
        for at, key, name, became, *counts in ask(reader, "\nunion all ".join(texts[first : first + AT_ONCE]), values):
            rows[at][key] = _row(found[at], key, name, became, counts)
    return {
        one.code: _measure(one, _ordered(told, by, asked), period, by, asked, as_of)
        for one, told in zip(found, rows, strict=True)
    }


def _measure(
    found: Indicator, rows: list[Row], period: Period | None, by: str, asked: Sequence[Period], as_of: datetime | None
) -> Measure:
    last = rows[-1:] if by == "period" else rows
    return Measure(
        found,
        period or (asked[-1] if asked and by != "period" else None),
        as_of,
        sum(row.reported for row in last),
        sum(row.expected for row in last),
        sum(row.carried for row in last),
        tuple(row for row in rows if _has_a_place(row, by)),
    )


def asked_periods(reader: Asking, period: Period | None, by: str, programme: str) -> list[Period]:
    """The periods that a question is about: one, or for a series the quarters known (those inside `period`)."""
    if by != "period":
        return [period] if period else periods(reader, programme)[-1:]
    known = periods(reader, programme)
    if period is None:
        return known
    return [quarter for quarter in known if period.start <= quarter.start and quarter.end <= period.end]


def bound(asked: Sequence[Period], scope: Scope, as_of: datetime | None, programme: str) -> dict[str, Any]:
    """The values that relations may ask for. A time without a zone is UTC, as loads are stamped."""
    moment = as_of.astimezone(UTC).replace(tzinfo=None) if as_of and as_of.tzinfo else as_of
    return {
        "labels": [period.label for period in asked],
        "starts": [period.start for period in asked],
        "ends": [period.end for period in asked],
        "unit_group": scope.group,
        "parent": scope.parent,
        "unit": scope.unit,
        "units_on": scope.units_on,
        "conversion": scope.conversion,
        "as_of": moment,
        "programme": programme,
    }


def query(found: Indicator, by: str, scope: Scope, panel: Panel | None = None) -> str:
    """The text that measures an indicator; it differs by breakdown and by which parts of the scope are set."""
    return _query(found, by, narrowing(scope, panel), scope.units_on is not None, panel)


def narrowing(scope: Scope, panel: Panel | None = None) -> str:
    """The conditions of a scope on rows `g` of the register; those of a panel know the units above them."""
    at = "(g.unit_id, g.period) in"
    knows_above = panel is not None and bool(panel.columns(ANCESTRY))
    conditions = {
        " and g.unit_group = $unit_group": scope.group,
        " and g.unit_id = $unit": scope.unit,
        f" and {BELOW.format(rows='g')}" if knows_above else f" and {at} (select unit_id, period from subtree)": scope.parent,
    }
    on_a_day = {
        f" and {at} (select unit_id, period from recast where unit_group = $unit_group)": scope.group,
        f" and {at} (select unit_id, period from recast where heir_id = $unit or unit_id = $unit)": scope.unit,
        f" and {at} (select unit_id, period from subtree_on)": scope.parent,
    }
    meant = conditions if scope.units_on is None else on_a_day
    return "".join(text for text, value in meant.items() if value is not None)


def figures(found: Indicator, panel: Panel | None) -> str:
    """The rows of the register that an indicator speaks of, with its part, its whole and whether they are told."""
    told = "m.told" if found.tells else "true as told"
    worked_out = f"select g.*, m.part, m.whole, {told} from (\n{found.body}\n) m join register g using (unit_id, period)"
    return (panel and panel.figures(found)) or worked_out


@cache
def _query(found: Indicator, by: str, narrowed: str, on_a_day: bool, panel: Panel | None) -> str:
    under = _ON_A_DAY if on_a_day else _OWN
    return f"""select {KEYS[by].format(**under)} as key, {NAMES.get(by, "null").format(**under)} as name,
    {under["became"] if by == "unit" else "null"} as became,
    cast(sum(g.part) filter (g.known) as bigint) as part,
    cast(sum(g.whole) filter (g.known) as bigint) as whole,
    count(*) filter (g.known) as known,
    count(*) filter (g.owed and g.fresh) as reported,
    count(*) filter (g.owed) as expected,
    count(*) filter (g.known and not g.fresh) as carried,
    {SILENCE}
from (
select g.*, {known_of(found)} as known, {fresh_of(found)} as fresh, g.in_scope and g.stands as owed from (
{figures(found, panel)}
) g) g{under["join"]}
where {POPULATIONS[found.population]}{narrowed}
group by key"""


def _row(found: Indicator, key: str, name: str | None, became: str | None, counts: list[Any]) -> Row:
    part, whole, known, reported, expected, carried, *doubt = counts
    stands_still = found.kind == "stock" or (found.kind == "ratio" and found.over_time == "last")
    value, status = part, None
    if not known:
        value, status = None, NOT_REPORTED
    elif found.kind == "ratio":
        value, status = (part / whole, None) if whole else (None, NO_BASE)
    carried = carried if stands_still else 0
    ends = limits(found, (part, whole), *doubt)
    return Row(key, name or _name(key), part, whole, value, status, reported, expected, carried, became, *ends)


def _has_a_place(row: Row, by: str) -> bool:
    """A unit that nobody reported has no row; a group has one while its units should report."""
    return row.status != NOT_REPORTED or by in {"total", "period"} or (by != "unit" and row.expected > 0)


def _name(key: str) -> str:
    return LEVELS.get(key, {"total": TOTAL, "": NO_PARENT}.get(key, key))


def _ordered(rows: dict[str, Row], by: str, asked: Sequence[Period]) -> list[Row]:
    order = {"period": [period.label for period in asked], "group": list(GROUPS), "level": list(LEVELS)}.get(by, [])
    first = [rows[key] for key in order if key in rows]
    # What belongs to no unit of the day meant stands last.
    return first + [rows[key] for key in sorted(rows.keys() - set(order), key=lambda key: (rows[key].became or "", key))]
