"""What holds for every indicator, whatever units report or keep silent: made-up provinces by the dozen."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from base.period import Period, parse_period
from indicators import Indicator, Row, Scope, catalogue, measure
from store import Reader, reading
from tests.indicators.small_world import UNITS, Report, register, send

QUARTERS = [period.label for year in ("2018", "2019") for period in parse_period(year).quarters()]
REPORTING = [unit.unit_id for unit in UNITS if unit.unit_id != "T"]
count = st.integers(0, 40)
maybe = st.none() | count


@st.composite
def statuses(draw: st.DrawFn) -> dict[str, Any]:
    stage = draw(st.sampled_from([None, -1, 0, 1, 2, 3, 3]))
    applied = stage is not None and stage >= 2
    edition = draw(st.sampled_from(["2008", "2015"])) if applied else None
    path = draw(st.sampled_from(["new", "converted"])) if edition == "2015" else None
    counts = {name: draw(maybe) for name in ("docs_mandatory", "procedures_tthc", "procedures_internal", "tthc_authority")}
    return {"stage": stage, "edition": edition, "path": path, **counts, "procedures_other": draw(maybe)}


@st.composite
def dossiers(draw: st.DrawFn) -> dict[str, int]:
    parts = ("received_online", "received_direct", "carried_over", "resolved_early", "resolved_on_time", "resolved_late")
    row = {name: draw(count) for name in parts}
    row["received_total"] = row["received_online"] + row["received_direct"] + row["carried_over"]
    row["resolved_total"] = row["resolved_early"] + row["resolved_on_time"] + row["resolved_late"]
    row |= {"pending_in_time": draw(count), "pending_overdue": draw(count)}
    return row | {"pending_total": row["pending_in_time"] + row["pending_overdue"]}


@st.composite
def reports(draw: st.DrawFn) -> list[Report]:
    found = []
    for unit in REPORTING:
        for quarter in QUARTERS:
            for source in draw(st.sampled_from([(), (), ("own",), ("annex",), ("own", "annex")])):
                rows = draw(st.lists(dossiers(), max_size=2 if source == "own" else 1))
                found.append(Report(unit, quarter, source, draw(statuses()), rows))
    return found


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


@few
@given(reports())
def test_every_level_is_the_sum_of_its_units(sent: list[Report]) -> None:
    """rate(parent) = Σ part / Σ whole, at every node and by every breakdown; so for counts, and for coverage."""
    parents = {unit.unit_id: unit.parent for unit in UNITS}
    with province(sent) as reader:
        for code, one in catalogue().items():
            period = parse_period("2019Q2")
            units = rows(reader, code, period, "unit")
            for by in ("total", "group", "level", "parent"):
                found = list(rows(reader, code, period, by).values())
                assert added([row.part for row in found]) == added([row.part for row in units.values()]), (code, by)
                assert added([row.whole for row in found]) == added([row.whole for row in units.values()]), (code, by)
                assert sum(row.reported for row in found) == sum(row.reported for row in units.values()), (code, by)
                assert sum(row.carried for row in found) == sum(row.carried for row in units.values()), (code, by)
                assert [row for row in found if not _adds_up(one, row)] == []
            node = rows(reader, code, period, "total", Scope(parent="H1"))["total"]
            below = [row for key, row in units.items() if "H1" in (key, parents[key])]
            assert node.part == added([row.part for row in below]), code
            assert node.whole == added([row.whole for row in below]), code


def _adds_up(one: Indicator, row: Row) -> bool:
    if row.part is None:
        return row.value is None and row.status == "not_reported"
    if one.kind != "ratio":
        return row.value == row.part
    return row.value == (row.part / row.whole if row.whole else None) and (row.status == "no_base") == (not row.whole)


@few
@given(reports())
def test_a_year_follows_from_its_quarters_as_the_header_says(sent: list[Report]) -> None:
    with province(sent) as reader:
        for code, one in catalogue().items():
            year = rows(reader, code, parse_period("2018"), "unit")
            quarters = [rows(reader, code, period, "unit") for period in parse_period("2018").quarters()]
            for unit in REPORTING:
                parts, wholes = _of_year(one, [found.get(unit) for found in quarters])
                if one.over_time != "balance":
                    assert parts == (year[unit].part if unit in year else None), (code, unit)
                    assert wholes == (year[unit].whole if unit in year else None), (code, unit)


def _of_year(one: Indicator, quarters: list[Row | None]) -> tuple[float | None, float | None]:
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
        year = {code: rows(reader, code, period, "unit") for code, one in catalogue().items()}
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


@few
@given(reports())
def test_a_series_is_made_of_its_quarters(sent: list[Report]) -> None:
    with province(sent) as reader:
        for code in catalogue():
            for row in measure(reader, code, by="period").rows:
                assert rows(reader, code, parse_period(row.key), "total")["total"].part == row.part, (code, row.key)
