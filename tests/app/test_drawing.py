"""What is drawn and written: formats, figures, tables that are safe to open, sentences instead of tracebacks."""

from __future__ import annotations

import csv
import io
import logging
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from base.period import parse_period
from ui import formats
from ui.figures import Axis, Line, Mark, Part, bars, lines
from ui.programme import beginning, pace, position
from ui.tables import Column, csv_of, harmless
from ui.words import words


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (formats.number(16934, "vi"), "16.934"),
        (formats.number(16934, "en"), "16,934"),
        (formats.number(1234.5, "vi", 1), "1.234,5"),
        (formats.number(-3, "vi"), "−3"),
        (formats.number(None, "vi"), "–"),
        (formats.number(float("nan"), "vi"), "–"),
        (formats.percent(56 / 247, "vi"), "22,7%"),
        (formats.percent(1, "vi"), "100%"),
        (formats.percent(0.9999, "vi"), "100,0%"),
        (formats.percent(None, "en"), "–"),
        (formats.level(0.95, "vi"), "95%"),
        (formats.level(0.975, "vi"), "97,5%"),
        (formats.literal("[x](y) *z*"), r"\[x\]\(y\) \*z\*"),
        (formats.points(0.0123, "vi"), "+1,2 điểm %"),
        (formats.signed(-2, "en"), "−2"),
        (formats.day(date(2021, 6, 30), "vi"), "30/06/2021"),
        (formats.day(date(2021, 6, 30), "en"), "30 Jun 2021"),
        (formats.moment(datetime(2026, 11, 20, 18, 5), "vi"), "01:05 21/11/2026"),
        (formats.period_name(parse_period("2018Q4"), "vi"), "Quý IV/2018"),
        (formats.period_name(parse_period("2018Q4"), "en"), "Q4 2018"),
        (formats.period_name(parse_period("2018H2"), "vi"), "6 tháng cuối năm 2018"),
        (formats.period_name(parse_period("2018"), "vi"), "Năm 2018"),
        (formats.period_name(parse_period("2018M09"), "vi"), "Tháng 09/2018"),
    ],
)
def test_written_as_people_read_it(written: str, expected: str) -> None:
    assert written == expected


@given(st.integers(-(10**12), 10**12))
def test_a_whole_number_reads_back(value: int) -> None:
    for language, point in (("vi", "."), ("en", ",")):
        assert int(formats.number(value, language).replace(point, "").replace("−", "-")) == value


def test_a_bar_of_which_nothing_is_known_is_a_dash_and_no_zero() -> None:
    figure = bars(["a", "b"], [Part("x", [None, 0]), Part("y", [None, None])], "vi")
    assert [text.strip() for text in figure.data[-1].text] == ["–", "0"]


def test_a_gap_in_a_series_stays_a_gap() -> None:
    axis = Axis(["a", "b", "c"], {0: "a"})
    figure = lines(axis, [Line("x", [1, None, 3])], "vi", marks=[Mark(2.5, "hạn")])
    assert list(figure.data[0].y) == [1, None, 3]
    assert figure.data[0].connectgaps is False
    assert figure.data[0].text[-1] == "3"


def test_axes_of_counts_have_whole_ticks() -> None:
    axis = Axis(["a", "b"], {0: "a"})
    for top in (1, 2, 8, 30, 247):
        ticks = lines(axis, [Line("x", [0, top])], "en").layout.yaxis
        assert [f"{value:,.0f}" for value in ticks.tickvals] == list(ticks.ticktext)
    assert lines(axis, [Line("x", [0.95, 0.96])], "vi", share=True, floor=None).layout.yaxis.ticktext[0] == "95%"
    assert lines(axis, [Line("x", [None, 1.0])], "vi", share=True, floor=None).layout.yaxis.ticktext[-1] == "100%"


@pytest.mark.parametrize(
    ("values", "side"), [([None, 3], "top center"), ([1, 3], "top left"), ([3, 3], "top left"), ([3, 1], "top right")]
)
def test_the_last_number_stands_clear_of_its_line(values: list[float | None], side: str) -> None:
    figure = lines(Axis(["a", "b", "c"], {0: "a"}), [Line("x", values)], "vi")
    assert figure.data[0].textposition == side


def test_english_words_follow_their_count() -> None:
    assert words("en")("reports.left_missing", count="1") == "1 unit has not reported"
    assert words("en")("reports.left_missing", count="1,204") == "1,204 units have not reported"


def test_an_empty_series_is_an_empty_figure() -> None:
    assert lines(Axis(["a"], {0: "a"}), [Line("x", [None])], "vi").data[0].y == (None,)
    assert bars([], [Part("x", [])], "vi").layout.height > 0


def test_parts_are_told_apart_without_colour() -> None:
    figure = bars(["a"], [Part("x", [1000]), Part("y", [2], pattern="/")], "vi")
    assert figure.data[0].text[0] == "1.000"
    assert figure.data[0].marker.pattern.shape != figure.data[1].marker.pattern.shape


def test_pace_needed_and_actual() -> None:
    periods = [parse_period(f"2020Q{number}") for number in (1, 2, 3, 4)]
    found = pace([40, 30, 20, 10], [0, 10, 20, 30], periods, 3, date(2021, 6, 14))
    assert found.actual == 10
    assert found.needed == pytest.approx(5, abs=0.1)
    late = pace([40, 30, 20, 10], [0, 10, 20, 30], periods, 3, date(2020, 11, 1))
    assert late.needed is None


def test_the_even_path_begins_where_the_programme_does() -> None:
    periods = [parse_period(label) for label in ("2018Q3", "2018Q4", "2019Q1")]
    assert beginning([190, 191, 180], periods, date(2019, 1, 1)) == (1, 191)
    assert position(periods[1].end, periods) == 1


DANGEROUS = ("=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "＝1", " =1")


@pytest.mark.parametrize("text", DANGEROUS)
def test_text_that_a_spreadsheet_would_run_is_made_harmless(text: str) -> None:
    assert harmless(text) == f"'{text}"


def test_csv_opens_right_in_excel() -> None:
    data = csv_of(
        [{"name": "=cmd", "count": -5}, {"name": "Xã Hòa Bình", "count": None}],
        [Column("name", "Tên"), Column("count", "Số", "count")],
    )
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
    assert rows == [["Tên", "Số"], ["'=cmd", "-5"], ["Xã Hòa Bình", ""]]


def test_an_error_is_one_calm_sentence(caplog: pytest.LogCaptureFixture) -> None:
    def failing() -> None:
        from app.door import on_script_error

        on_script_error(ValueError("secret detail"))

    with caplog.at_level(logging.ERROR):
        page = AppTest.from_function(failing).run()
    assert len(page.error) == 1
    assert "secret detail" not in page.error[0].value
    assert "secret detail" in caplog.text


def test_an_error_of_ours_brings_its_own_sentence() -> None:
    def failing() -> None:
        from app.door import on_script_error
        from base.errors import UnknownPeriod

        on_script_error(UnknownPeriod("Không có kỳ này.", "No such period."))

    assert AppTest.from_function(failing).run().error[0].value == "Không có kỳ này."
