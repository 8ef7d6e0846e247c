"""Several programmes in one store: a picker, an address, pages that speak of the chosen one only, and honest empty ones."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

import desk
from app.menu import PAGES
from loaders import Source, load
from store import history, reading
from tests.app.conftest import PROJECT, Enter, text_of
from ui.words import words

SAMPLES = PROJECT / "data" / "samples"
OTHERS = ("hai-ba-trung-2022", "cnqp-2020", "national-2020", "bqp-2014-2021")
say = words("vi")


@pytest.fixture(scope="session")
def shared_store(sample_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped sample and the four other cases beside it, one of them named; read only."""
    folder = Path(shutil.copytree(sample_store, tmp_path_factory.mktemp("shared") / "store"))
    for name in OTHERS:
        handed = [Source(path.name, path.read_bytes()) for path in sorted((SAMPLES / name).glob("*.xlsx"))]
        assert load(handed, who="test", address=str(folder), programme=name).good
    desk.entitle("bqp-2014-2021", "Bộ Quốc phòng", who="test", address=str(folder))
    return folder


def test_one_programme_needs_no_picker(enter: Enter, sample_store: Path) -> None:
    hall = enter(sample_store)
    assert [box.key for box in hall.selectbox if box.key == "programme"] == []
    assert say("programme.usual") not in text_of(hall)


def test_the_usual_programme_comes_first_and_a_link_opens_another(enter: Enter, shared_store: Path) -> None:
    hall = enter(shared_store)
    assert hall.selectbox(key="programme").options == [say("programme.usual"), *OTHERS[:3], "Bộ Quốc phòng"]
    assert "247" in text_of(hall)
    hall = enter(shared_store, programme="cnqp-2020")
    assert not hall.exception
    assert hall.selectbox(key="period").value == "2020Q4"
    assert "531" not in text_of(hall)  # the total is no tile of the overview
    text = text_of(hall)
    assert "26/26" in text
    assert "247" not in text


def test_another_programme_lets_go_of_quarter_place_and_group(enter: Enter, shared_store: Path) -> None:
    hall = enter(shared_store, period="2017Q2", place="DLK-H644", group="UBND cấp xã", lang="en")
    hall.selectbox(key="programme").set_value("hai-ba-trung-2022").run()
    assert not hall.exception
    assert hall.query_params["programme"] == "hai-ba-trung-2022"
    assert hall.query_params["lang"] == "en"
    assert (hall.selectbox(key="period").value, hall.selectbox(key="place").value) == ("2022Q2", "")
    assert "DLK" not in text_of(hall)


def test_an_unknown_programme_is_said_calmly(enter: Enter, shared_store: Path) -> None:
    hall = enter(shared_store, programme="xyz")
    assert not hall.exception
    assert "«xyz»" in text_of(hall)
    assert hall.selectbox(key="programme").value == "default"


@pytest.mark.parametrize("programme", ["hai-ba-trung-2022", "national-2020"])
@pytest.mark.parametrize("page", [entry.name for entry in PAGES])
def test_every_page_stands_for_every_programme(enter: Enter, shared_store: Path, page: str, programme: str) -> None:
    hall = enter(shared_store, page, programme=programme)
    assert not hall.exception
    assert [error.value for error in hall.error] == []
    assert hall.title[0].value == say(f"{page}.question")
    shown = text_of(hall) + "".join(str(table.value) for table in hall.dataframe)
    assert "DLK" not in shown


def test_a_programme_without_reports_shows_its_plan_and_no_zero(enter: Enter, shared_store: Path) -> None:
    hall = enter(shared_store, "adoption", programme="bqp-2014-2021")
    text = text_of(hall)
    assert say("empty.programme") in text
    assert "Đào tạo, tập huấn cán bộ tư vấn ISO" in text
    assert "31/12/2018" in text
    assert 'class="figure' not in text


def test_where_nobody_told_anything_there_is_a_sentence_and_no_empty_axes(enter: Enter, shared_store: Path) -> None:
    hall = enter(shared_store, programme="national-2020")
    assert text_of(hall).count(say("empty.chart")) == 2
    assert not hall.get("plotly_chart")
    assert enter(shared_store).get("plotly_chart")


def test_offices_that_never_reported_are_not_drawn_as_not_applying(enter: Enter, shared_store: Path) -> None:
    hall = enter(shared_store, "adoption", programme="national-2020", period="2020Q1")
    drawn = [trace for chart in hall.get("plotly_chart") for trace in json.loads(chart.proto.spec)["data"]]
    parts = {trace.get("name"): trace["x"] for trace in drawn if trace.get("name")}
    assert (sum(parts[say("ladder.not_applied")]), sum(parts[say("value.not_reported")])) == (0, 85)


def test_a_unit_that_told_little_has_sentences_for_charts_and_no_zero_for_silence(enter: Enter, shared_store: Path) -> None:
    hall = enter(shared_store, "unit", programme="national-2020")
    assert text_of(hall).count(say("empty.chart")) == 2
    assert not hall.get("plotly_chart")
    assert say("value.not_reported") in text_of(hall)
    assert say("value.no_base") not in text_of(hall)


def test_programmes_stand_side_by_side_and_are_not_added(enter: Enter, shared_store: Path) -> None:
    hall = enter(shared_store, "programmes", programme="national-2020")
    table = next(html for html in (element.proto.body for element in hall.get("html")) if say("short.v2015_rate") in html)
    rows = [re.findall(r"<td[^>]*>([^<]*)</td>", row) for row in table.split("<tr>")[2:]]
    told = {row[0]: row[1:] for row in rows}
    assert len(told) == 5
    assert told[say("programme.usual")][:2] == ["Quý IV/2018", "247"]
    assert told["national-2020"][2].startswith("96,5%")
    assert set(told["Bộ Quốc phòng"]) == {say("programmes.no_figures")}
    assert say("programmes.never_added") in text_of(hall)
    assert say("programmes.brackets") in text_of(hall)


def test_a_programme_is_opened_by_its_name(enter: Enter, own_copy: Path) -> None:
    hall = enter(own_copy, "programmes")
    hall.selectbox(key="titling-which").set_value("").run()
    hall.text_input(key="titling-code-").set_value("moi").run()
    hall.text_input(key="titling-name-").set_value("Chương trình mới").run()
    hall.text_input(key="who").set_value("Bà Lan").run()
    hall.button(key="titling-keep").click().run()
    assert not hall.exception
    assert hall.query_params["programme"] == "moi"
    assert hall.selectbox(key="programme").options == [say("programme.usual"), "Chương trình mới"]
    assert say("plan.none") in text_of(hall)


def test_upload_loads_into_the_chosen_programme(enter: Enter, own_copy: Path) -> None:
    desk.entitle("hbt", "Hai Bà Trưng", who="test", address=str(own_copy))
    hall = enter(own_copy, "upload", programme="hbt")
    assert say("upload.into", programme="Hai Bà Trưng") in text_of(hall)
    register = SAMPLES / "hai-ba-trung-2022" / "DanhMucDonVi.xlsx"
    hall.file_uploader(key="handed").upload(register.name, register.read_bytes()).run()
    hall.text_input(key="who").set_value("Ông Nam").run()
    hall.button(key="check").click().run()
    hall.button(key="load").click().run()
    assert not hall.exception
    assert (history(str(own_copy))[0].programme, history(str(own_copy))[0].who) == ("hbt", "Ông Nam")
    with reading(str(own_copy)) as reader:
        assert reader.rows("select distinct programme from unit where unit_id like 'HBT%'", {}) == [("hbt",)]
