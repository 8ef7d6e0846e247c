"""What pages show beside figures."""

from __future__ import annotations

import io

import openpyxl
import pytest

import indicators
from base.period import parse_period
from indicators import Scope, search
from loaders import Source, check
from store import Reader
from tests.indicators.conftest import SAMPLE

QUARTER = parse_period("2018Q4")


@pytest.mark.parametrize("text", ["xa ea kao", "EA KAO", "xã  Ea Kao", "kao ea"])
def test_units_are_found_without_diacritics(province: Reader, text: str) -> None:
    assert [unit.name for unit in search(indicators.units(province), text)] == ["UBND xã Ea Kao"]


def test_d_with_a_stroke_is_d(province: Reader) -> None:
    found = {unit.name for unit in search(indicators.units(province), "buon don")}
    assert "UBND huyện Buôn Đôn" in found


def test_who_reported_and_how(province: Reader) -> None:
    sent = {(one.unit_id, one.period): one.source for one in indicators.submissions(province)}
    assert len(sent) == 247 * 27
    assert {source for (_, period), source in sent.items() if period == "2018Q4"} == {"own"}
    assert {source for (_, period), source in sent.items() if period != "2018Q4"} == {"annex"}
    assert len(indicators.submissions(province, Scope(parent="DLK-H643"))) == 22 * 27


def test_every_report_on_a_unit(province: Reader) -> None:
    found = indicators.unit_reports(province, "DLK-S06")
    assert len(found) == 28
    assert [one.source for one in found if one.period == "2018Q4"] == ["own", "annex"]
    assert all(one.current for one in found)


def test_the_state_and_the_life_of_a_unit(province: Reader) -> None:
    (state,) = [one for one in indicators.standing(province, QUARTER) if one.unit_id == "DLK-X24118"]
    assert (state.stage, state.edition, state.path, state.announcement_number) == (3, "2008", "new", "570/QĐ-CB")
    assert [one.kind for one in indicators.activities(province, "DLK-S06", QUARTER)] == ["audit", "inspection", "review"]
    assert [one.topic for one in indicators.narratives(province, [QUARTER], Scope(unit="DLK-S06"))] == ["difficulty", "proposal"]


def test_the_programme(province: Reader) -> None:
    assert [phase.edition for phase in indicators.phases(province)] == ["2008", "2015"]
    assert {target.indicator: target.value for target in indicators.targets(province)}["on_time_rate"] == 0.95
    assert [load.kind for load in indicators.loads(province)] == sorted(load.kind for load in indicators.loads(province))[::-1]


def test_the_effect_of_a_dry_run_is_what_the_report_changes(province_address: str) -> None:
    book = openpyxl.load_workbook(SAMPLE / "reports" / "DLK-S06_2018Q4.xlsx")
    book["Thông tin chung"]["C16"] = 9  # five mandatory documents before
    changed = io.BytesIO()
    book.save(changed)
    rehearsal = check(
        [Source("DLK-S06_2018Q4.xlsx", changed.getvalue())],
        who="test",
        address=province_address,
        observe=lambda before, after: indicators.effect(before, after, "default", [QUARTER, QUARTER.earlier(-1)]),
    )
    told = {change.code: change.told() for change in rehearsal.effect}
    assert {code: (one["period"], one["before"], one["after"]) for code, one in told.items()} == {
        "docs_mandatory": ("2018Q4", 1189, 1193),
        "data_warnings": ("2018Q4", 0, 1),  # the annex still says five
    }
