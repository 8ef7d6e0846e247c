"""Kinds that cannot be misused: months, quarters, half-years and years, stocks read at the end, ratios made again, two wholes."""

from __future__ import annotations

from pathlib import Path

import pytest

from base.period import parse_period
from indicators import Row, catalogue, measure
from store import reading
from tests.indicators.small_world import Report, Unit, register, send

# resolved, on time, and pending at the end, month by month
MONTHS = {f"2018M{i:02d}": (10 * i, 10 * i - i, 100 - i) for i in range(1, 13)}
SPANS = {
    "2018M02": [2], "2018Q1": [1, 2, 3], "2018Q4": [10, 11, 12], "2018H1": list(range(1, 7)), "2018H2": list(range(7, 13)),
    "2018": list(range(1, 13)),
}  # fmt: skip


@pytest.fixture
def address(tmp_path: Path) -> str:
    made = str(tmp_path / "store")
    register(made, [Unit("H1", None), Unit("P1", "H1"), Unit("X1", "H1", "Khuyến khích"), Unit("X2", "H1")])
    return made


def row(address: str, code: str, label: str) -> Row:
    with reading(address) as reader:
        return measure(reader, code, period=parse_period(label)).rows[0]


def dossiers(resolved: int, on_time: int, pending: int) -> list[dict[str, int]]:
    counted = {"resolved_total": resolved, "resolved_by_deadline": on_time, "resolved_late": resolved - on_time}
    return [counted | {"pending_total": pending, "pending_overdue": 0}]


@pytest.mark.parametrize("label", SPANS)
def test_months_make_quarters_half_years_and_years(address: str, label: str) -> None:
    send(address, [Report("X1", month, dossiers=dossiers(*told)) for month, told in MONTHS.items()])
    inside = [MONTHS[f"2018M{i:02d}"] for i in SPANS[label]]
    flow, stock, rate = (row(address, code, label) for code in ("resolved_total", "pending_total", "on_time_rate"))
    assert flow.value == sum(resolved for resolved, _, _ in inside)
    assert (stock.value, stock.carried) == (inside[-1][2], 0), "a stock is read at the end, never added up"
    assert (rate.part, rate.whole) == (sum(on_time for _, on_time, _ in inside), flow.value)
    assert flow.reported == rate.reported == 1


@pytest.mark.parametrize(("label", "carried"), [("2018M08", 1), ("2018Q3", 1), ("2018H2", 1), ("2018", 1), ("2018H1", 0)])
def test_a_stock_told_before_the_end_is_carried_and_counted_apart(address: str, label: str, carried: int) -> None:
    applied = {"stage": 3, "edition": "2008"}
    send(address, [Report("X1", "2018H1", status=applied), Report("X2", "2018M06", status=applied)])
    send(address, [Report("X2", label, status=applied)] if carried else [])
    told = row(address, "units_applied", label)
    assert (told.value, told.carried, told.reported) == (2, carried, 2 - carried)
    assert (told.low, told.high, told.silent) == (2 - carried, 2 - carried + told.silent, told.silent)


def test_a_half_year_without_one_of_its_months_is_not_told_in_full(address: str) -> None:
    send(address, [Report("X1", month, dossiers=dossiers(*MONTHS[month])) for month in list(MONTHS)[:5]])
    told = row(address, "on_time_rate", "2018H1")
    assert (told.whole, told.reported) == (150, 0)
    assert (told.low, told.high) == (0, 1), "the sixth month may hold anything"


def test_two_wholes_and_no_division_among_the_offices(address: str) -> None:
    """Four units report: a committee, its division, and two communes, one of which is only encouraged."""
    send(address, [Report(unit, "2018Q1", status={"stage": 2, "edition": "2008"}) for unit in ("H1", "P1", "X1", "X2")])
    rates = {code: (row(address, code, "2018Q1").part, row(address, code, "2018Q1").whole) for code in
             ("adoption_rate", "adoption_rate_mandatory", "commune_adoption_rate")}  # fmt: skip
    assert rates == {"adoption_rate": (3, 3), "adoption_rate_mandatory": (2, 2), "commune_adoption_rate": (2, 2)}
    assert row(address, "submission_rate", "2018Q1").whole == 4, "a division owes its report"


def test_a_stock_has_no_way_of_being_added_up() -> None:
    wrong = [one.code for one in catalogue().values() if one.kind == "stock" and one.over_time not in ("last", "first")]
    assert wrong == []
