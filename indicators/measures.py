"""Rolling up: parts and wholes of units are added first and divided last, at every level the same way.

Silence is not zero: a unit whose stock is known only from an earlier period is counted in `carried`, a unit of which
nothing is known is in no sum; `reported` of `expected` says how many told it for this very period.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache, partial
from operator import attrgetter
from typing import Any, NamedTuple

from base.errors import UsageError
from base.ladder import GROUPS
from base.period import Period
from indicators.composition import ask, ask_lists, panel_for, roll_for
from indicators.doubt.bounds import limits
from indicators.panel import Panel
from indicators.quarters import periods
from indicators.rolling import KEYS, one_by_one, rolled_up
from indicators.shelf import Indicator, indicator
from store import Asking

NO_BASE, NOT_REPORTED = "no_base", "not_reported"
LEVELS = {"centre": "Trung ương", "province": "Cấp tỉnh", "district": "Cấp huyện", "commune": "Cấp xã", "other": "Khác"}
TOTAL = "Tổng cộng"
NO_PARENT = "Không có cấp trên"
# How many indicators one query may ask for: what it works out for them stands in memory at the same time.
AT_ONCE = 24
# Of each indicator the rows of its figure.
Answers = Sequence[Iterable[tuple[Any, ...]]]


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


class Row(NamedTuple):
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
    alone = by == "unit" and len(found) == 1 and not scope.units_on
    lone = one_by_one(found[0], narrowing(scope, panel), panel) if alone else None
    if lone:
        answers: Answers = [_one_by_one(reader, lone, values)]
    else:
        answers = _kept(found, by, scope, values, panel) or _added_up(reader, found, by, scope, values, panel)
    measures = {}
    new = tuple.__new__  # of a country's units `Row._make` would count the fields one by one
    for one, told in zip(found, answers, strict=True):
        # Many units say the same of themselves, so each figure is worked out once.
        figure = cache(partial(_figure_of_one if lone else _figure, one))
        rows = [new(Row, (row[0], row[1] or _name(row[0]), *figure(row[2:]))) for row in told]
        measures[one.code] = _measure(one, _ordered(rows, by, asked), period, by, asked, as_of)
    return measures


def _one_by_one(reader: Asking, lone: str, values: dict[str, Any]) -> Iterable[tuple[Any, ...]]:
    """The rows of one indicator, a unit each, in order of ids."""
    entries, *told = ask_lists(reader, lone, values, order=1)
    roll = roll_for(reader, values)
    return zip(roll.said("unit_id", entries), roll.said("name", entries), *told, strict=True)


def _kept(asked: Sequence[Indicator], by: str, scope: Scope, values: dict[str, Any], panel: Panel | None) -> Answers | None:
    """The rows of each indicator as the panel keeps them; None where it does not."""
    # Under the units of a day only the sum of all is the same.
    elsewhere = scope.units_on is not None and (scope.group is not None or by not in ("total", "period"))
    if panel is None or elsewhere or scope.parent is not None or scope.unit is not None:
        return None
    of_all = by in ("total", "period")
    way = by if not of_all else "total" if scope.group is None else "group"
    if scope.group is not None and way != "group":
        return None
    answers = []
    for one in asked:
        kept = panel.totals.get((one.code, way))
        if kept is None:
            return None
        rows = [(label, row) for label in values["labels"] for row in kept.get(label, ()) if scope.group in (None, row[0])]
        answers.append([(label if by == "period" else by if of_all else row[0], *row[1:]) for label, row in rows])
    return answers


def _added_up(
    reader: Asking, asked: Sequence[Indicator], by: str, scope: Scope, values: dict[str, Any], panel: Panel | None
) -> Answers:
    """The rows of each indicator, added up now: many queries of one shape, in few."""
    if not values["labels"]:
        return [[] for _ in asked]
    narrowed = narrowing(scope, panel)
    texts = [rolled_up(one, by, narrowed, scope.units_on is not None, panel) for one in asked]
    if len(texts) == 1:
        return [ask(reader, texts[0], values)]
    told: list[list[tuple[Any, ...]]] = [[] for _ in texts]
    numbered = [f"select {at}, x.* from (\n{text}\n) x" for at, text in enumerate(texts)]
    for first in range(0, len(texts), AT_ONCE):
        for row in ask(reader, "\nunion all ".join(numbered[first : first + AT_ONCE]), values):
            told[row[0]].append(row[1:])
    return told


def _measure(
    found: Indicator, rows: list[Row], period: Period | None, by: str, asked: Sequence[Period], as_of: datetime | None
) -> Measure:
    last = rows[-1:] if by == "period" else rows
    # A unit that nobody reported has no row; a group has one while its units should report.
    always = by in {"total", "period"}
    kept = [row for row in rows if always or row.status != NOT_REPORTED or (by != "unit" and row.expected)]
    return Measure(
        found,
        period or (asked[-1] if asked and by != "period" else None),
        as_of,
        sum(map(attrgetter("reported"), last)),
        sum(map(attrgetter("expected"), last)),
        sum(map(attrgetter("carried"), last)),
        tuple(kept),
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


def narrowing(scope: Scope, panel: Panel | None = None) -> str:
    """The conditions of a scope on rows `g` of the register; those of a panel know the units above them."""
    at = "(g.unit_id, g.period) in"
    below = (panel and panel.below("g")) or f"{at} (select unit_id, period from subtree)"
    conditions = {
        " and g.unit_group = $unit_group": scope.group,
        " and g.unit_id = $unit": scope.unit,
        f" and {below}": scope.parent,
    }
    on_a_day = {
        f" and {at} (select unit_id, period from recast where unit_group = $unit_group)": scope.group,
        f" and {at} (select unit_id, period from recast where heir_id = $unit or unit_id = $unit)": scope.unit,
        f" and {at} (select unit_id, period from subtree_on)": scope.parent,
    }
    meant = conditions if scope.units_on is None else on_a_day
    return "".join(text for text, value in meant.items() if value is not None)


def _figure(found: Indicator, told: tuple[Any, ...]) -> tuple[Any, ...]:
    """A row from its part on."""
    became, part, whole, told_part, told_whole, known, reported, expected, carried, silent = told
    stands_still = found.kind == "stock" or (found.kind == "ratio" and found.over_time == "last")
    value, status = part, None
    if not known:
        value, status = None, NOT_REPORTED
    elif found.kind == "ratio":
        value, status = (part / whole, None) if whole else (None, NO_BASE)
    ends = limits(found, (part, whole), told_part, told_whole, silent)
    return part, whole, value, status, reported, expected, carried if stands_still else 0, became, *ends


def _figure_of_one(found: Indicator, told: tuple[Any, ...]) -> tuple[Any, ...]:
    """The row of one unit, from its part on."""
    part, whole, owed, fresh = told
    known = part is not None and (whole is not None or found.kind != "ratio")
    sums = (part, whole) if known else (None, None)
    counts = (known, owed and fresh, owed, known and not fresh, not fresh and (owed or known))
    return _figure(found, (None, *sums, *(sums if fresh else (None, None)), *map(int, counts)))


def _name(key: str) -> str:
    return LEVELS.get(key, {"total": TOTAL, "": NO_PARENT}.get(key, key))


def _ordered(rows: list[Row], by: str, asked: Sequence[Period]) -> list[Row]:
    order = {"period": [period.label for period in asked], "group": list(GROUPS), "level": list(LEVELS)}.get(by, [])
    found = sorted(rows, key=attrgetter("key"))
    if order:
        place = {key: at for at, key in enumerate(order)}
        found.sort(key=lambda row: place.get(row.key, len(place)))
    if any(map(attrgetter("became"), found)):
        found.sort(key=lambda row: row.became or "")  # what belongs to no unit of the day meant stands last
    return found
