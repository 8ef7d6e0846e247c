"""The address holds the view: links restore it, pickers write it, the menu keeps it, nonsense is answered calmly."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.app.conftest import PROJECT, Enter, text_of
from ui.words import words


def test_a_link_restores_the_view(enter: Enter, sample_store: Path) -> None:
    hall = enter(sample_store, "adoption", lang="en", period="2017Q2", place="DLK-H644", group="UBND cấp xã")
    assert hall.selectbox(key="period").value == "2017Q2"
    assert hall.selectbox(key="place").value == "DLK-H644"
    assert hall.selectbox(key="group").value == "UBND cấp xã"
    assert hall.title[0].value == words("en")("adoption.question")


def test_a_picker_writes_the_address(enter: Enter, sample_store: Path) -> None:
    hall = enter(sample_store)
    hall.selectbox(key="period").set_value("2016Q1").run()
    hall.selectbox(key="group").set_value("UBND cấp huyện").run()
    assert hall.query_params["period"] == "2016Q1"
    assert hall.query_params["group"] == "UBND cấp huyện"
    hall.selectbox(key="group").set_value("").run()
    assert "group" not in hall.query_params


def test_the_language_is_in_the_address(enter: Enter, sample_store: Path) -> None:
    hall = enter(sample_store)
    hall.segmented_control(key="lang").set_value("en").run()
    assert hall.query_params["lang"] == "en"
    assert hall.title[0].value == words("en")("overview.question")


def test_the_menu_keeps_the_view(enter: Enter, sample_store: Path) -> None:
    hall = enter(sample_store, lang="en", period="2017Q2")
    hall.switch_page(str(PROJECT / "pages" / "procedures.py"))
    hall.query_params.clear()
    hall.run()
    assert hall.title[0].value == words("en")("procedures.question")
    assert hall.selectbox(key="period").value == "2017Q2"


@pytest.mark.parametrize(
    ("name", "text"),
    [("period", "2099Q9"), ("period", "hôm qua"), ("place", "DLK-KHONG"), ("group", "Ban nhạc"), ("period", "<b>2018</b>")],
)
def test_what_nobody_knows_is_said_calmly(enter: Enter, sample_store: Path, name: str, text: str) -> None:
    hall = enter(sample_store, **{name: text})
    assert not hall.exception
    assert hall.selectbox(key="period").value == "2018Q4"
    assert words("vi").sentences["address.unknown"].partition("{asked}")[2] in text_of(hall)
    assert "<b>2018</b>" not in text_of(hall)


def test_an_unknown_language_is_vietnamese(enter: Enter, sample_store: Path) -> None:
    assert enter(sample_store, lang="xx").title[0].value == words("vi")("overview.question")


def test_an_unknown_unit_gives_another_and_says_so(enter: Enter, sample_store: Path) -> None:
    hall = enter(sample_store, "unit", unit="DLK-KHONG")
    assert not hall.exception
    assert words("vi")("unit.unknown") in [caption.value for caption in hall.caption]
