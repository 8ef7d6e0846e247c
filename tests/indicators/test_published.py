"""Real workbooks in, published figures out: series, breakdowns, and what the article prints (every key: test_cases)."""

from __future__ import annotations

import json
from typing import Any

import indicators
from base.period import parse_period
from indicators import Row, catalogue, measure
from store import Reader
from tests.indicators.conftest import CASES

PROVINCE = json.loads((CASES / "dak-lak-2018" / "expected.json").read_text("utf-8"))


def total(reader: Reader, code: str, label: str, programme: str = "default") -> Row:
    (row,) = measure(reader, code, period=parse_period(label), programme=programme).rows
    return row


def test_there_are_27_quarters(province: Reader) -> None:
    assert [period.label for period in indicators.periods(province)] == sorted(PROVINCE)
    assert str(indicators.newest_own_period(province)) == "2018Q4"


def test_a_series_says_the_same_as_its_quarters(province: Reader) -> None:
    rows = {row.key: row for row in measure(province, "units_v2008", by="period").rows}
    assert {key: row.value for key, row in rows.items()} == {label: told["units_v2008"] for label, told in PROVINCE.items()}
    year = measure(province, "units_v2008", by="period", period=parse_period("2018")).rows
    assert [row.key for row in year] == ["2018Q1", "2018Q2", "2018Q3", "2018Q4"]


def test_what_the_article_prints(province: Reader) -> None:
    assert total(province, "v2015_rate", "2018Q4").value == 56 / 247
    assert total(province, "conversion_remaining", "2018Q4").value == 191
    assert total(province, "conversion_rate", "2018Q4").value == 0  # the 56 began on 2015: nothing was converted
    assert total(province, "units_new_2015", "2018Q4").value == 56
    assert round(total(province, "procedures_per_unit", "2018Q4").value or 0, 2) == round((16934 + 426) / 247, 2)
    communes = measure(province, "units_applied", period=parse_period("2018Q4"), by="group").rows
    assert {row.key: row.value for row in communes}["UBND cấp xã"] == 184


def _expected(name: str) -> dict[str, Any]:
    return json.loads((CASES / name / "expected.json").read_text("utf-8"))


def test_a_programme_without_reports_shows_no_data_and_no_zero(cases: Reader) -> None:
    assert indicators.periods(cases, "bqp-2014-2021") == []
    for code in catalogue():
        assert [row for row in measure(cases, code, programme="bqp-2014-2021").rows if row.value is not None] == []
    phases = [[f"{p.starts_on}", f"{p.ends_on}", p.edition] for p in indicators.phases(cases, "bqp-2014-2021")]
    assert phases == _expected("bqp-2014-2021")["phases"]
    assert len(indicators.tasks(cases, "bqp-2014-2021")) == 5
