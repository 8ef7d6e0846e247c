"""Numbers, dates and names of the standard: read as offices write them, or held; never guessed."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders import values
from loaders.folding import bare, fold
from loaders.values import Doubt


@pytest.mark.parametrize(
    ("raw", "expected"),
    [("16.934", 16934), ("1.234.567", 1234567), ("0", 0), (0.0, 0), (426.0, 426), ("16 934", 16934), ("05", 5),
     ("03 lớp", 3), ("45 người", 45), ("", None), ("-", None), ("–", None), ("\u00a0", None)],
)  # fmt: skip
def test_a_count_is_read_as_offices_write_it(raw: object, expected: int | None) -> None:
    assert values.count(raw) == expected


@pytest.mark.parametrize(
    ("raw", "candidates"),
    [("1.1189", (1189, 11189)), (16.934, (16934,)), (12.5, (12500,)), ("12 (dự kiến)", ()), ("x", ()), (-3.0, ()),
     ("16,934", (16934,)), ("-5", ()), (True, ()), (datetime(2018, 12, 15), ()), ("9" * 30, ())],
)  # fmt: skip
def test_a_doubtful_count_is_held_with_its_candidates(raw: object, candidates: tuple[int, ...]) -> None:
    found = values.count(raw)
    assert isinstance(found, Doubt)
    assert found.rule == "malformed_number"
    assert found.candidates == candidates


@given(st.integers(min_value=0, max_value=10**12))
def test_grouping_does_not_change_a_number(number: int) -> None:
    assert values.count(f"{number:,}".replace(",", ".")) == number
    assert values.count(str(number)) == number
    assert values.count(float(number)) == number


@given(st.text(max_size=12) | st.floats(allow_nan=False, allow_infinity=False))
def test_a_count_is_a_whole_number_nothing_or_a_doubt(raw: object) -> None:
    found = values.count(raw)
    assert found is None or isinstance(found, Doubt) or (type(found) is int and found >= 0)


@pytest.mark.parametrize(
    "raw", ["5/3/2014", "05-03-2014", "5.3.2014", "ngày 5 tháng 3 năm 2014", date(2014, 3, 5), datetime(2014, 3, 5)]
)
def test_dates_are_day_first(raw: object) -> None:
    assert values.day(raw) == date(2014, 3, 5)


@pytest.mark.parametrize("raw", ["15/12", "31/2/2018", "hôm qua", 42000.0])
def test_a_doubtful_date_is_said(raw: object) -> None:
    found = values.day(raw)
    assert isinstance(found, Doubt)
    assert found.rule == "doubtful_date"


@pytest.mark.parametrize(
    "raw", ["TCVN ISO 9001:2015", "ISO 9001-2015", "TCVN 9001 : 2015", "2015", 2015.0, "9001:2015", "tcvn iso 9001 : 2015"]
)
def test_spellings_of_one_edition(raw: object) -> None:
    assert values.edition(raw) == "2015"


@pytest.mark.parametrize("raw", ["ISO 2001:2008", "TCVN ISO 9001:2012", "có", "9001"])
def test_an_unknown_standard_is_held(raw: object) -> None:
    found = values.edition(raw)
    assert isinstance(found, Doubt)
    assert found.rule == "unknown_standard"


def test_both_tone_styles_and_decomposed_text_fold_to_one_key() -> None:
    assert fold("UBND xã Hoà  Thuỷ") == fold("ubnd xã hòa thủy")
    assert fold("H\u006f\u0300a") == fold("hòa")
    assert fold("Quý") == "quý"
    assert fold("Ea H’leo") == fold("Ea H'leo")
    assert bare("Số TTHC (thuộc thẩm quyền) ĐÃ có") == "so tthc thuoc tham quyen da co"
