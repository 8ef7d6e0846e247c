"""What holds for every indicator, whatever units report or keep silent: made-up provinces by the dozen."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from random import Random
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from base.period import Period, parse_period
from indicators import Indicator, Row, Scope, UnitRow, catalogue, measure, measured_together, periods, unit_rows
from store import Reader, reading
from tests.indicators.small_world import UNITS, Report, register, send

QUARTERS = [period.label for year in ("2018", "2019") for period in parse_period(year).quarters()]
REPORTING = [unit.unit_id for unit in UNITS if unit.unit_id != "T"]
COUNTED = ("internal_work", "procedures_revised", "budget_allocated", "budget_spent")
DATED = ("announced_on", "withdrawn_on")
PLANNED = ("planned_build", "planned_conversion", "planned_inspection")
count = st.integers(0, 40)
seeds = st.integers(0, 2**32 - 1)
maybe = st.none() | count


@st.composite
def statuses(draw: st.DrawFn) -> dict[str, Any]:
    stage = draw(st.sampled_from([None, -1, 0, 1, 2, 3, 3]))
    applied = stage is not None and stage >= 2
    edition = draw(st.sampled_from(["2008", "2015"])) if applied else None
    path = draw(st.sampled_from(["new", "converted"])) if edition == "2015" else None
    counts = {name: draw(maybe) for name in ("docs_mandatory", "procedures_tthc", "procedures_internal", "tthc_authority")}
    found = {"stage": stage, "edition": edition, "path": path, **counts, "procedures_other": draw(maybe)}
    return found | _more(Random(draw(seeds)))


def _more(random: Random) -> dict[str, Any]:
    """What a unit may tell beside: drawn from one seed, or examples would grow too large."""
    found: dict[str, Any] = {name: random.choice([None, random.randint(0, 40)]) for name in COUNTED}
    found |= {name: random.choice([None, None, date(2018, 1, 1) + timedelta(random.randint(0, 700))]) for name in DATED}
    surveyed = random.choice([None, random.randint(0, 40)])
    found |= {"surveyed": surveyed, "satisfied": random.choice([None, random.randint(0, surveyed or 0)])}
    return found | {
        "medium": random.choice([None, "paper", "electronic"]),
        "percent_printed": random.choice([None, "91 %", "9/9"]),
    }


@st.composite
def dossiers(draw: st.DrawFn) -> dict[str, Any]:
    parts = ("received_online", "received_direct", "carried_over", "resolved_early", "resolved_on_time", "resolved_late")
    row: dict[str, Any] = {name: draw(count) for name in parts}
    row["received_total"] = row["received_online"] + row["received_direct"] + row["carried_over"]
    row["resolved_total"] = row["resolved_early"] + row["resolved_on_time"] + row["resolved_late"]
    row |= {"pending_in_time": draw(count), "pending_overdue": draw(count)}
    random = Random(draw(seeds))
    due = random.choice([None, row["resolved_early"] + row["resolved_on_time"] + random.randint(0, 9)])
    row |= {"dossiers_due": due, "returned_withdrawn": random.choice([None, random.randint(0, 9)])}
    return row | {"pending_total": row["pending_in_time"] + row["pending_overdue"]}


@st.composite
def reports(draw: st.DrawFn) -> list[Report]:
    found = []
    for unit in REPORTING:
        for quarter in QUARTERS:
            for source in draw(st.sampled_from([(), (), ("own",), ("annex",), ("own", "annex")])):
                rows = draw(st.lists(dossiers(), max_size=2 if source == "own" else 1))
                done = _activities(Random(draw(seeds)), quarter) if source == "own" else []
                found.append(Report(unit, quarter, source, draw(statuses()), rows, rows={"activity": done}))
    return found + [_plan(Random(draw(seeds)), quarter) for quarter in draw(st.sets(st.sampled_from(QUARTERS), max_size=2))]


def _activities(random: Random, quarter: str) -> list[dict[str, Any]]:
    found = []
    for row in range(random.choice([0, 0, 1, 2])):
        points = random.choice([None, random.randint(0, 9)])
        closed = None if points is None else random.choice([None, random.randint(0, points)])
        told = {"nonconformities": points, "closed": closed, "participants": random.choice([None, random.randint(0, 40)])}
        kind = random.choice(("audit", "review", "training", "inspection"))
        found.append({"sheet": "S", "row_number": row, "kind": kind, "happened_on": parse_period(quarter).end, **told})
    return found


def _plan(random: Random, quarter: str) -> Report:
    """The list of a plan: some units, each to build, to convert or to be inspected."""
    listed = [
        {
            "sheet": "P",
            "row_number": row,
            "unit_id": unit,
            "kind": random.choice(PLANNED),
            "happened_on": parse_period(quarter).end,
        }
        for row, unit in enumerate(REPORTING)
        if random.random() < 0.5
    ]
    return Report(None, quarter, "list", rows={"activity": listed})


@contextmanager
def province(sent: list[Report]) -> Iterator[Reader]:
    with tempfile.TemporaryDirectory() as folder:
        register(f"{folder}/store")
        send(f"{folder}/store", sent)
        with reading(f"{folder}/store") as reader:
            yield reader


def rows(reader: Reader, code: str, period: Period, by: str, scope: Scope = Scope()) -> dict[str, Row]:  # noqa: B008
    return {row.key: row for row in measure(reader, code, period=period, by=by, scope=scope).rows}


def added(parts: list[float | None]) -> float | None:
    known = [part for part in parts if part is not None]
    return sum(known) if known else None


few = settings(max_examples=3, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
PERIODS = [parse_period(label) for label in QUARTERS]
BREAKDOWNS = ("total", "group", "level", "parent")
PARENTS = {unit.unit_id: unit.parent for unit in UNITS}


some = st.lists(st.sampled_from(list(catalogue())), min_size=30, max_size=30, unique=True)


@few
@given(reports(), st.sampled_from(PERIODS), st.sampled_from([None, "H1", "H2"]), some)
def test_every_level_is_the_sum_of_its_units(sent: list[Report], period: Period, node: str | None, codes: list[str]) -> None:
    """rate(parent) = Σ part / Σ whole, at a node in every quarter and by every breakdown; so for counts, and for coverage."""
    with province(sent) as reader:
        there = measured_together(reader, codes, periods(reader), scope=Scope(parent=node))
        for i, (code, one) in enumerate((code, catalogue()[code]) for code in codes):
            told = unit_rows(reader, code, PERIODS)
            for row in there[code].rows:
                below = [each for each in told if each.period == row.key and _under(each.unit.unit_id, node)]
                assert (row.part, row.whole) == _summed(below), (code, node, row.key)
                assert row.reported == sum(each.told for each in below if each.unit.unit_id != "T"), (code, node, row.key)
                assert _adds_up(one, row), (code, node, row.key)
            found = list(rows(reader, code, period, BREAKDOWNS[i % len(BREAKDOWNS)]).values())
            units = [unit for unit in told if unit.period == period.label]
            assert (added([row.part for row in found]), added([row.whole for row in found])) == _summed(units), code
            assert sum(row.carried for row in found) == (sum(not unit.told for unit in units) if _carries(one) else 0), code
            assert [row for row in found if not _adds_up(one, row)] == []


def _carries(one: Indicator) -> bool:
    return one.kind == "stock" or (one.kind == "ratio" and one.over_time == "last")


def _under(unit: str | None, node: str | None) -> bool:
    while unit is not None and unit != node:
        unit = PARENTS[unit]
    return unit == node


def _summed(units: list[UnitRow]) -> tuple[float | None, float | None]:
    return added([unit.part for unit in units]), added([unit.whole for unit in units])


def _adds_up(one: Indicator, row: Row) -> bool:
    if row.part is None:
        return row.value is None and row.status == "not_reported"
    if one.kind != "ratio":
        return row.value == row.part
    return row.value == (row.part / row.whole if row.whole else None) and (row.status == "no_base") == (not row.whole)


@settings(few, max_examples=2)
@given(reports())
def test_a_year_follows_from_its_quarters_as_the_header_says(sent: list[Report]) -> None:
    whole = parse_period("2018")
    with province(sent) as reader:
        for code, one in catalogue().items():
            told = {(row.period, row.unit.unit_id): row for row in unit_rows(reader, code, [whole, *whole.quarters()])}
            for unit in REPORTING:
                year = told.get(("2018", unit))
                quarters = [told.get((period.label, unit)) for period in whole.quarters()]
                if one.over_time != "balance":
                    found = (year.part, year.whole) if year else (None, None)
                    assert _of_year(one, quarters) == found, (code, unit)


def _of_year(one: Indicator, quarters: list[UnitRow | None]) -> tuple[float | None, float | None]:
    chosen = {"last": quarters[-1:], "first": quarters[:1]}.get(one.over_time, quarters)
    parts, wholes = [row.part for row in chosen if row], [row.whole for row in chosen if row]
    if one.over_time == "distinct":
        return max((part for part in parts if part is not None), default=None), None
    return added(parts), added(wholes)


@few
@given(reports())
def test_balances_join_the_flows_of_a_year_with_the_stock_at_its_ends(sent: list[Report]) -> None:
    period = parse_period("2018")
    with province(sent) as reader:
        together = measured_together(reader, catalogue(), [period], by="unit")
        year = {code: {row.key: row for row in told.rows} for code, told in together.items()}
        overdue = [rows(reader, "overdue_rate", quarter, "unit") for quarter in period.quarters()]
        late = [rows(reader, "resolved_late", quarter, "unit") for quarter in period.quarters()]
        for unit, resolved in year["resolved_total"].items():
            left = [(o[unit].part or 0) - (r[unit].part or 0) for o, r in zip(overdue, late, strict=True) if unit in o][-1]
            whole = (resolved.part or 0) + left
            assert year["on_time_rate_with_backlog"][unit].part == year["on_time_rate"][unit].part
            assert year["on_time_rate_with_backlog"][unit].whole == whole
            assert year["overdue_rate"][unit].part == (year["resolved_late"][unit].part or 0) + left
            assert year["overdue_rate"][unit].whole == whole
    assert {code for code, one in catalogue().items() if one.over_time == "balance"} == {
        "received_total", "on_time_rate_with_backlog", "overdue_rate"}  # fmt: skip
