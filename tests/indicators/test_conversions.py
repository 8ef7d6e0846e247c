"""Conversion programmes are rows of a plan: 2008 → 2015 and 2015 → 2026 in one store, each with its own figures and days."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from base.period import parse_period
from indicators import Conversion, Row, Scope, catalogue, conversions, forecast, measure
from store import reading
from tests.indicators.small_world import Report, Unit, phases, register, send

OLD, NEW, NEWEST = ({"stage": 3, "edition": edition, "path": path} for edition, path in (
    ("2008", "new"), ("2015", "converted"), ("2026", "converted")))  # fmt: skip
BUILT = {"stage": 3, "edition": "2015", "path": "new"}
PLAN = (
    ("2008", date(2014, 3, 5), date(2018, 12, 31)),
    ("2015", date(2019, 1, 1), date(2020, 6, 30)),
    ("2015", date(2020, 7, 1), date(2021, 6, 30)),
    ("2026", date(2027, 1, 1), date(2029, 12, 31)),
)


@pytest.fixture
def address(tmp_path: Path) -> str:
    made = str(tmp_path / "store")
    register(made, [Unit(f"X{i}") for i in range(5)])
    phases(made, *PLAN)
    early = [OLD, OLD, OLD, BUILT, {"stage": 1}]
    late = [NEW, NEWEST, OLD, BUILT, BUILT]
    for label, told in (("2019Q1", early), ("2027Q4", late)):
        send(made, [Report(f"X{i}", label, status=status) for i, status in enumerate(told)])
    return made


def row(address: str, code: str, label: str, conversion: str | None = None) -> Row:
    with reading(address) as reader:
        return measure(reader, code, period=parse_period(label), scope=Scope(conversion=conversion)).rows[0]


def test_phases_that_aim_at_one_edition_are_one_conversion(address: str) -> None:
    with reading(address) as reader:
        assert conversions(reader) == (
            Conversion("2008", "2015", date(2019, 1, 1), date(2021, 6, 30)),
            Conversion("2015", "2026", date(2027, 1, 1), date(2029, 12, 31)),
        )


def test_each_period_is_seen_under_the_conversion_that_has_begun_unless_one_is_chosen(address: str) -> None:
    before = {code: row(address, code, "2019Q1").value for code in catalogue() if code.startswith("programme_")}
    assert before == {
        "programme_remaining": 3, "programme_reached": 1, "programme_share": 1 / 4, "programme_converted": 0,
        "programme_rate": 0, "programme_overdue": 0,
    }  # fmt: skip
    assert row(address, "programme_remaining", "2018Q4").status == "not_reported", "nobody had told anything then"
    now = {code: row(address, code, "2027Q4").value for code in before}
    assert now == {
        "programme_remaining": 4, "programme_reached": 1, "programme_share": 1 / 5, "programme_converted": 1,
        "programme_rate": 1 / 5, "programme_overdue": 0,
    }  # fmt: skip
    first = {code: row(address, code, "2027Q4", "2015").value for code in before}
    assert first == {
        "programme_remaining": 1, "programme_reached": 4, "programme_share": 4 / 5, "programme_converted": 2,
        "programme_rate": 2 / 3, "programme_overdue": 1,
    }  # fmt: skip


def test_without_a_plan_there_is_no_conversion_to_speak_of(tmp_path: Path) -> None:
    address = str(tmp_path / "store")
    register(address, [Unit("X1"), Unit("X2")])
    send(address, [Report("X1", "2019Q1", status=OLD), Report("X2", "2019Q1", status={"stage": 0})])
    assert row(address, "programme_remaining", "2019Q1").value is None
    assert row(address, "conversion_remaining", "2019Q1").value == 1, "the dictionary's own figure needs no plan"


def test_the_conversion_to_2015_is_what_the_dictionary_says(province_address: str) -> None:
    pairs = {
        "programme_remaining": "conversion_remaining", "programme_converted": "units_converted",
        "programme_reached": "units_v2015", "programme_rate": "conversion_rate", "programme_share": "v2015_rate",
        "programme_overdue": "conversion_overdue",
    }  # fmt: skip
    for label in ("2016Q1", "2018Q4", "2020Q2", "2021Q2"):
        for generic, named in pairs.items():
            one, other = row(province_address, generic, label), row(province_address, named, label)
            assert (one.part, one.whole, one.reported) == (other.part, other.whole, other.reported), (generic, label)


def test_a_forecast_runs_towards_the_deadline_of_the_conversion_chosen(address: str) -> None:
    with reading(address) as reader:
        late = parse_period("2027Q4")
        deadlines = [
            forecast(reader, "programme_rate", period=late, scope=Scope(conversion=chosen)).deadline
            for chosen in (None, "2015", "2026")
        ]
        assert deadlines == [date(2029, 12, 31), date(2021, 6, 30), date(2029, 12, 31)]
        assert forecast(reader, "conversion_rate", period=late).deadline == date(2021, 6, 30)
