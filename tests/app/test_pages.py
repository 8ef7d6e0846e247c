"""Every page in both languages, through the hall: figures, sentences, and calm where something is missing."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from app.menu import PAGES
from base.period import parse_period
from tests.app.conftest import Enter, text_of
from ui.house import silent_since
from ui.words import LANGUAGES, words

say = words("vi")

NAMES = [entry.name for entry in PAGES]
EVERY = pytest.mark.parametrize(("shown", "language"), [(name, language) for name in NAMES for language in LANGUAGES])
PUBLISHED = {"vi": ("247", "191", "56", "16.934", "426"), "en": ("247", "191", "56", "16,934", "426")}


def figures(text: str) -> list[str]:
    """The big numerals of the tiles."""
    return re.findall(r'class="figure[^"]*">([^<]+)', text)


@EVERY
def test_a_page_answers_its_question(enter: Enter, sample_store: Path, shown: str, language: str) -> None:
    hall = enter(sample_store, shown, lang=language, period="2018Q4")
    assert not hall.exception
    assert not hall.error
    assert hall.title[0].value == words(language)(f"{shown}.question")


@EVERY
def test_an_empty_store_says_what_to_do(enter: Enter, tmp_path: Path, shown: str, language: str) -> None:
    hall = enter(tmp_path / "store", shown, lang=language)
    assert not hall.exception
    assert not hall.error
    if shown != "upload":
        assert words(language)("empty.sentence") in text_of(hall)
        assert "python -m loaders sample" in [code.value for code in hall.code]


@EVERY
def test_a_young_store_is_shown_as_far_as_it_goes(enter: Enter, young_store: Path, shown: str, language: str) -> None:
    hall = enter(young_store, shown, lang=language)
    assert not hall.exception
    assert not hall.error


@pytest.mark.parametrize("shown", NAMES)
@pytest.mark.parametrize(
    "address",
    [
        {"period": "2014Q4"},  # the first quarter: nothing before it to compare with
        {"period": "2021Q2", "place": "DLK-H643"},
        {"period": "2018Q4", "place": "DLK-H643", "group": "Sở, ban, ngành"},  # no such unit there
    ],
    ids=["first", "place", "nobody"],
)
def test_narrow_views_stay_calm(enter: Enter, sample_store: Path, shown: str, address: dict[str, str]) -> None:
    hall = enter(sample_store, shown, **address)
    assert not hall.exception
    assert not hall.error


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_overview_shows_the_published_figures(enter: Enter, sample_store: Path, language: str) -> None:
    numerals = figures(text_of(enter(sample_store, lang=language, period="2018Q4")))
    assert set(PUBLISHED[language]) <= set(numerals)


def test_without_an_address_the_newest_quarter_that_units_reported_is_shown(enter: Enter, sample_store: Path) -> None:
    hall = enter(sample_store)
    assert hall.selectbox(key="period").value == "2018Q4"
    assert hall.query_params["period"] == "2018Q4"


def test_a_place_and_a_group_narrow_every_figure(enter: Enter, sample_store: Path) -> None:
    numerals = figures(text_of(enter(sample_store, place="DLK-H643", group="UBND cấp xã", period="2018Q4")))
    assert numerals[0] == "21"


def test_coverage_stands_with_the_figures(enter: Enter, young_store: Path) -> None:
    assert "1/247" in text_of(enter(young_store))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sample_is_labelled_as_such(enter: Enter, sample_store: Path, young_store: Path, language: str) -> None:
    label = words(language)("sample.label")
    assert label in text_of(enter(sample_store, lang=language))
    assert label not in text_of(enter(young_store, lang=language))


def test_a_unit_is_shown_down_to_its_cells(enter: Enter, sample_store: Path) -> None:
    hall = enter(sample_store, "unit", unit="DLK-X24118", period="2018Q4")
    text = text_of(hall)
    assert hall.header[0].value == "UBND phường Tân Lập"
    assert "DLK-X24118_2018Q4.xlsx" in text
    assert re.search(r"Thông tin chung · C17\b", text)


def test_a_unit_is_found_without_its_accents(enter: Enter, sample_store: Path) -> None:
    hall = enter(sample_store, "unit", period="2018Q4")
    hall.text_input(key="unit-search").set_value("phuong tan lap").run()
    assert hall.header[0].value == "UBND phường Tân Lập"


def test_conversion_says_what_is_left_and_how_fast_it_must_go(enter: Enter, sample_store: Path) -> None:
    text = text_of(enter(sample_store, "conversion", period="2018Q4"))
    assert "Còn 191 đơn vị phải chuyển đổi trước 30/06/2021" in text
    assert "18,8" in text  # 191 units in the 928 days that are left, a quarter being 91.3 of them


def test_a_finished_conversion_is_not_called_late(enter: Enter, sample_store: Path) -> None:
    assert "chuyển đổi trước 30/06/2021" in text_of(enter(sample_store, "conversion", period="2021Q1"))


def test_reports_names_the_units_that_are_missing(enter: Enter, young_store: Path) -> None:
    hall = enter(young_store, "reports")
    assert "còn 246 đơn vị chưa gửi" in text_of(hall)
    assert 246 in [len(table.value) for table in hall.dataframe]


def marks(hall: AppTest) -> Counter[str]:
    """The marks of the grid of units and quarters, without its legend."""
    (grid,) = [element.proto.body for element in hall.get("html") if '<div class="qms duty">' in element.proto.body]
    return Counter(re.findall(r'<i class="(\w+)">', grid))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_grid_shows_what_each_unit_owed_and_narrows_to_one_state(enter: Enter, duty_store: Path, language: str) -> None:
    hall = enter(duty_store, "reports", lang=language, period="2018Q4")
    # of 247 units, 20 workbooks came: 19 accepted, 5 of them after 21/12, and one sent back; 2018Q3 is an annex of all
    # and since then four quarters have ended of which nobody reported
    assert marks(hall) == {"on_time": 247 + 14, "late": 5, "returned": 1, "missing": 227 + 4 * 247}
    hall.session_state["duty-state"] = "late"
    hall.run()
    assert not hall.exception
    assert marks(hall) == {"on_time": 5, "late": 5, "missing": 4 * 5}


def test_reminders_are_made_when_they_are_asked_for(enter: Enter, duty_store: Path, young_store: Path) -> None:
    hall = enter(duty_store, "reports", period="2018Q4")
    assert words("vi")("reports.to_send", count=228) in text_of(hall)
    assert len(hall.get("download_button")) >= 2
    nobody = enter(duty_store, "reports", period="2018Q3")
    assert words("vi")("reports.none_to_remind") in text_of(nobody)


def test_conversion_foretells_its_end_or_says_that_nobody_can(enter: Enter, sample_store: Path) -> None:
    say = words("vi")
    early = text_of(enter(sample_store, "conversion", period="2018Q4"))
    assert say("forecast.unbegun", least=4) in early
    later = text_of(enter(sample_store, "conversion", period="2020Q4"))
    assert "khoảng tin cậy 80%" in later
    assert say("forecast.groups") in later
    assert "khoảng tin cậy" not in early


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_article_is_checked_line_by_line(enter: Enter, sample_store: Path, language: str) -> None:
    text = text_of(enter(sample_store, "claims", lang=language, period="2018Q4"))
    verdicts = re.findall(r'class="qms claim (\w+)"', text)
    assert verdicts == ["equal", "equal", "equal", "contradicts", "not_a_number", "equal", "equal"]
    assert "247 − 191 = 56" in text
    assert words(language)("claims.example") in text


def test_a_text_of_one_s_own_waits_until_its_indicators_are_confirmed(enter: Enter, sample_store: Path) -> None:
    hall = enter(sample_store, "claims", period="2018Q4")
    hall.text_area(key="claims-text").set_value("Có 191 đơn vị áp dụng phiên bản 2008 và 57 đơn vị áp dụng phiên bản 2015.").run()
    assert re.findall(r'class="qms claim (\w+)"', text_of(hall)) == []
    assert [box.value for box in hall.selectbox if str(box.key).endswith("-code")] == ["units_v2008", "units_v2015"]
    next(button for button in hall.button if button.label == words("vi")("claims.confirm")).click().run()
    assert re.findall(r'class="qms claim (\w+)"', text_of(hall)) == ["equal", "contradicts"]
    assert not hall.exception


def test_a_quarter_of_which_nobody_reported_is_offered_and_stands_in_the_grid(enter: Enter, duty_store: Path) -> None:
    hall = enter(duty_store, "reports", period="2018Q4")
    offered = hall.selectbox(key="period").options
    assert [say("pick.silent", period=f"Quý {n}/2019") in offered for n in ("I", "II", "III", "IV")] == [True] * 4
    assert not any("2020" in option for option in offered)
    text = text_of(hall)
    assert say("reports.silent", periods="Quý I/2019, Quý II/2019, Quý III/2019, Quý IV/2019") in text
    assert "I/19" in text
    for page in ("reports", "overview", "adoption", "conversion", "procedures", "on_time", "unit", "approval"):
        silent = enter(duty_store, page, period="2019Q1")
        assert not silent.exception, page
        if page == "reports":
            assert say("reports.left_missing", count="247") in text_of(silent)


def test_quarters_are_silent_once_they_have_ended() -> None:
    known = [parse_period("2018Q3"), parse_period("2018Q4")]
    ends = parse_period("2019Q1").end
    assert silent_since(known, ends) == ()
    assert silent_since(known, ends + timedelta(days=1)) == (parse_period("2019Q1"),)
    assert silent_since([], ends) == ()
    assert len(silent_since(known, date(2030, 1, 1))) == 4
