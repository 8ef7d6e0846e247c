"""Pages across 1/7/2025: the switch between lists, the day of the break, a place that ended, a unit's ancestors."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from tests.app.conftest import Enter, text_of
from tests.arranged import province_of
from ui.words import words

say = words("vi")
PAGES = ("overview", "adoption", "conversion", "procedures", "on_time", "unit", "reports", "approval")


@pytest.fixture(scope="module")
def arranged_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Đắk Lắk and Phú Yên before and after; read only."""
    folder = tmp_path_factory.mktemp("arranged") / "store"
    province_of(str(folder))
    return folder


def charts(hall: AppTest) -> list[dict[str, Any]]:
    return [json.loads(element.proto.spec) for element in hall.get("plotly_chart")]


def switch(hall: AppTest) -> Any:
    return next(iter(radio for radio in hall.radio if radio.key == "units"), None)


def names(hall: AppTest, at: int = -1) -> list[str]:
    return list(hall.dataframe[at].value.iloc[:, 0])


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("units", ["", "today"])
def test_every_page_opens_on_both_lists_and_before_and_after(arranged_store: Path, enter: Enter, page: str, units: str) -> None:
    for period, place in (("2025Q2", "H643-2004"), ("2025Q4", "T66-2025")):
        hall = enter(arranged_store, page, period=period, place=place, **({"units": units} if units else {}))
        assert not hall.exception
        assert not hall.error


def test_the_switch_is_shown_only_where_units_followed_others(arranged_store: Path, sample_store: Path, enter: Enter) -> None:
    assert switch(enter(sample_store)) is None
    hall = enter(arranged_store)
    assert switch(hall).value == ""
    switch(hall).set_value("today").run()
    assert hall.query_params["units"] in ("today", ["today"])
    assert say("units.added_up") in text_of(hall)


def test_a_page_that_cannot_add_up_says_so_in_one_sentence(arranged_store: Path, enter: Enter) -> None:
    assert say("units.not_added_up") in text_of(enter(arranged_store, "reports", units="today"))
    assert say("units.not_added_up") not in text_of(enter(arranged_store, "reports"))


def test_a_chart_is_cut_where_the_list_changed_and_says_how_many_became_how_many(arranged_store: Path, enter: Enter) -> None:
    for page in ("overview", "adoption", "procedures", "on_time"):
        hall = enter(arranged_store, page, period="2025Q4")
        first = charts(hall)[0]
        assert [shape["line"]["dash"] for shape in first["layout"]["shapes"]] == ["dash"]
        at = first["layout"]["shapes"][0]["x0"]
        assert 2 < at < 3  # between the ends of 2025Q2 and 2025Q3
        line = first["data"][0]
        assert line["y"][line["x"].index(at)] is None
        assert "286 → 102 UBND cấp xã, 24 → 0 UBND cấp huyện" in text_of(hall)


def test_totals_do_not_depend_on_the_list_and_rows_do(arranged_store: Path, enter: Enter) -> None:
    then, today = (enter(arranged_store, "procedures", period="2025Q2", **asked) for asked in ({}, {"units": "today"}))
    figures = [[e.proto.body for e in hall.get("html") if 'class="tile' in e.proto.body] for hall in (then, today)]
    assert figures[0] == figures[1]
    assert len(names(then)) == 27
    assert names(today)[1:] == ["UBND tỉnh Đắk Lắk"]
    inside = enter(arranged_store, "procedures", period="2025Q2", units="today", place="T66-2025")
    assert sum(say("units.split") in name for name in names(inside)) == 8
    assert sum("30/06/2025" in name for name in names(inside)) == 24


def test_a_place_that_ended_says_until_when_and_still_has_its_figures(arranged_store: Path, enter: Enter) -> None:
    hall = enter(arranged_store, "overview", period="2025Q2", place="H643-2004")
    place = next(box for box in hall.selectbox if box.key == "place")
    assert "UBND thành phố Buôn Ma Thuột (đến 30/06/2025)" in "".join(place.options)
    assert len(names(hall)) == 1 + 19  # the city itself and its communes


def test_the_ladder_counts_silent_new_units_apart(arranged_store: Path, enter: Enter) -> None:
    hall = enter(arranged_store, "adoption", period="2025Q4")
    parts = {trace["name"]: trace["x"] for trace in charts(hall)[1]["data"] if trace.get("name")}
    assert sum(parts[say("ladder.undetermined")]) == 17
    assert sum(parts[say("ladder.not_applied")]) == 1
    assert say("adoption.undetermined", count="17") in text_of(hall)
    before = charts(enter(arranged_store, "adoption", period="2025Q2"))[1]["data"]
    assert say("ladder.undetermined") not in {trace.get("name") for trace in before}


def test_a_unit_tells_its_ancestors_and_its_history_goes_on_over_them(arranged_store: Path, enter: Enter) -> None:
    hall = enter(arranged_store, "unit", period="2025Q4", unit="X24277-2025")
    written = text_of(hall)
    assert say("value.undetermined") in written
    assert "Hình thành ngày 01/07/2025 từ UBND xã Cư Dliê M'nông, UBND xã Ea Tar, UBND xã Ea Tul." in written
    assert "(3 → 1 UBND cấp xã)" in written
    values = [value for trace in charts(hall)[0]["data"][:1] for value in trace["y"] if value is not None]
    assert len(values) == 3
    rows = hall.dataframe[0].value
    assert set(rows.iloc[:, 2]) == {say("ancestry.merge")}
    old = enter(arranged_store, "unit", period="2025Q2", unit="X24268-2004")
    assert "Tiếp nối từ ngày 01/07/2025: UBND xã Ea Tul." in text_of(old)
    assert say("units.until", day="30/06/2025") in text_of(old)
