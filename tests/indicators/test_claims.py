"""Sentences against rows: numbers as they are printed, suggestions, verdicts, where a number stands instead."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from base.errors import QmsError
from base.period import parse_period
from indicators import Claim, Place, Printed, catalogue, check_claims, claims_in, suggest, units_behind
from indicators.claims.files import SAMPLE, claims_from
from indicators.claims.numbers import numbers_in
from store import Reader, reading
from tests.indicators.small_world import Report, register, send
from tests.indicators.test_commands import answer, ran

Q4 = parse_period("2018Q4")
CLAIMS = Path(__file__).resolve().parents[2] / "indicators" / "claims"
ARTICLE = json.loads(SAMPLE.read_text("utf-8"))


def only(text: str) -> Printed:
    (number,) = numbers_in(text)
    return number


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("16.934 quy trình", 16934),
        ("22,67 %", 0.2267),
        ("98.4 % các tỉnh", 0.984),
        ("100% UBND cấp xã", 1),
        ("03 lớp", 3),
        ("1.234,5 triệu đồng", 1_234_500_000),
        ("1.200 tỷ đồng", 1_200_000_000_000),
        ("16,9 nghìn hồ sơ", 16_900),
        ("4.300 giấy chứng nhận.", 4300),
    ],
)
def test_numbers_are_read_in_vietnamese_notation(text: str, value: float) -> None:
    assert only(text).value == pytest.approx(value, rel=1e-12)


@given(st.integers(0, 10**11))
def test_a_grouped_number_reads_as_it_was_written(number: int) -> None:
    assert only(f"có {number:,} hồ sơ".replace(",", ".")).value == number


@given(st.integers(0, 10000))
def test_a_percentage_holds_its_own_value_and_no_other_of_its_places(hundredths: int) -> None:
    number = only(f"đạt {hundredths // 100},{hundredths % 100:02d} %")
    assert number.holds(hundredths / 10000)
    assert not number.holds((hundredths + 1) / 10000)


@pytest.mark.parametrize(
    ("text", "candidates"), [("1.1189 tài liệu", (1189, 11189)), ("12.34 hồ sơ", (1234,)), ("1.189 %", (0.01189, 11.89))]
)
def test_what_is_no_number_keeps_what_it_may_have_been(text: str, candidates: tuple[float, ...]) -> None:
    number = only(text)
    assert number.value is None
    assert number.candidates == pytest.approx(candidates)


@pytest.mark.parametrize(
    "text",
    [
        "TCVN ISO 9001:2008, TCVN 9001 : 2015, phiên bản 2008/2015",
        "Quyết định 19/2014/QĐ-TTg ngày 05/3/2014; Kế hoạch 02/KH-UBND; Công văn 419/BKHCN-TĐC",
        "giai đoạn 2014-2018, quý IV/2018, quý 4 năm 2018, tháng 12/2018, năm 2021, trước 30/6/2021",
        "6 tháng đầu năm 2018, mức độ 3, 4, theo Điều 12",
    ],
)
def test_days_standards_and_documents_state_nothing(text: str) -> None:
    assert numbers_in(text) == ()


@pytest.mark.parametrize(
    ("text", "inside", "outside"),
    [
        ("gần 23 %", [0.22672, 0.23], [0.2301, 0.2099]),
        ("gần 250 đơn vị", [247, 250], [239, 251]),
        ("hơn 80 %", [0.8, 0.97], [0.79]),
        ("khoảng 17.000", [16934], [15_500, 18_500]),
        ("không quá 10", [10, 0], [11]),
        ("23 %", [0.22672], [0.2249, 0.2351]),
        ("100 %", [1.0], [246 / 247]),  # all is all: a rounding would hide the last unit
        ("0 %", [0.0], [1 / 247]),
        ("191", [191], [190, 192]),
    ],
)
def test_a_print_holds_what_it_rounds_and_nothing_beyond(text: str, inside: list[float], outside: list[float]) -> None:
    number = only(text)
    assert [value for value in inside if not number.holds(value)] == []
    assert [value for value in outside if number.holds(value)] == []


def test_a_sentence_suggests_the_indicator_and_the_group_of_the_article() -> None:
    for told in ARTICLE:
        (claim,) = claims_in(told["text"])
        suggested = suggest(claim)
        assert claim.indicator is None
        assert told["indicator"] in suggested.indicators[:2]
        assert suggested.group == told.get("key")


def test_several_numbers_of_a_sentence_have_the_words_next_to_them() -> None:
    text = "Quý IV/2018 có 191 đơn vị áp dụng phiên bản 2008 và 56 đơn vị theo phiên bản 2015. Đã giải quyết 78.901 hồ sơ."
    found = [(claim.number.raw if claim.number else "", suggest(claim)) for claim in claims_in(text)]
    assert [(raw, said.indicators[0]) for raw, said in found] == [
        ("191", "units_v2008"),
        ("56", "units_v2015"),
        ("78.901", "resolved_total"),
    ]
    assert found[0][1].period == "2018Q4"


@pytest.fixture(params=range(len(ARTICLE)), ids=[told["text"] for told in ARTICLE])
def told(request: pytest.FixtureRequest) -> dict:
    return ARTICLE[request.param]


def test_the_article_line_by_line(province: Reader, told: dict) -> None:
    claims = claims_from(SAMPLE)
    (claim,) = [one for one in claims if one.text == told["text"]]
    (checked,) = check_claims(province, [claim], Q4)
    assert checked.verdict == told["verdict"]
    assert list(checked.candidates) == told.get("candidates", [])


def test_56_is_what_247_less_191_leaves(province: Reader) -> None:
    claim = Claim("với 56 xã đã áp dụng", "units_applied", by="group", key="UBND cấp xã")
    (checked,) = check_claims(province, [claim], Q4)
    assert checked.row is not None
    assert (checked.row.value, len(units_behind(province, checked))) == (184, 184)
    found = {(other.codes, other.by, other.parts) for other in checked.elsewhere}
    assert (("units_v2015",), "group", None) in found
    assert (("units_applied", "units_v2008"), "total", (247, 191)) in found
    for other in checked.elsewhere:
        assert other.value == 56
        assert len(units_behind(province, other)) == 56


@pytest.mark.parametrize(
    ("text", "code", "verdict", "by_definition"),
    [
        ("22,67 % đơn vị đã chuyển đổi", "conversion_rate", "equal_under_another_definition", ("v2015_rate",)),
        ("56 đơn vị đã chuyển đổi", "units_converted", "equal_under_another_definition", ("units_v2015",)),
        ("96,4 % đúng hạn", "on_time_rate", "equal_under_another_definition", ("on_time_rate_with_backlog",)),
        ("gần 23 % đơn vị", "v2015_rate", "equal", None),
        ("56/247 đơn vị", "v2015_rate", "equal", None),
        ("112/494 đơn vị", "v2015_rate", "contradicts", None),
        ("97,2 % đúng hạn", "on_time_rate", "equal", None),
        ("99 % đúng hạn", "on_time_rate", "contradicts", None),
        ("1,189 tài liệu", "docs_mandatory", "not_a_number", None),
        ("100 % đơn vị", "units_applied", "not_checkable", None),
        ("247 đơn vị", None, "not_checkable", None),
        ("nhiều đơn vị", "units_applied", "not_checkable", None),
    ],
)
def test_verdicts(province: Reader, text: str, code: str | None, verdict: str, by_definition: tuple[str, ...] | None) -> None:
    (checked,) = check_claims(province, [Claim(text, code)], Q4)
    assert (checked.verdict, checked.definition.part if checked.definition else None) == (verdict, by_definition)
    assert (checked.reason is not None) == (verdict == "not_checkable")


def test_an_earlier_quarter_is_found(province: Reader) -> None:
    (checked,) = check_claims(province, [Claim("235 đơn vị đã áp dụng", "units_applied")], Q4)
    assert [(other.codes, other.period) for other in checked.elsewhere][:1] == [(("units_applied",), "2018Q3")]


def test_a_count_is_not_looked_for_among_means(province: Reader) -> None:
    (checked,) = check_claims(province, [Claim("57 đơn vị", "units_v2015")], Q4)  # communes have 57,2 procedures each
    assert (checked.verdict, checked.elsewhere) == ("contradicts", ())


def test_missing_reports_leave_a_claim_open_as_far_as_they_could_make_it_true(tmp_path: Path) -> None:
    address = str(tmp_path / "store")
    register(address)
    send(address, [Report(unit, "2018Q4", status={"stage": 2, "edition": "2008"}) for unit in ("S1", "H1", "X1")])
    with reading(address) as reader:
        told = {
            text: check_claims(reader, [Claim(text, code)], Q4)[0]
            for text, code in [
                ("3 đơn vị", "units_applied"),
                ("6 đơn vị", "units_applied"),
                ("7 đơn vị", "units_applied"),
                ("2 đơn vị", "units_applied"),
                ("60 %", "adoption_rate"),
                ("49 %", "adoption_rate"),
            ]
        }
    assert {text: (one.verdict, one.reason) for text, one in told.items()} == {
        "3 đơn vị": ("equal", None),
        "6 đơn vị": ("not_checkable", "incomplete"),  # six offices are expected, three are silent
        "7 đơn vị": ("contradicts", None),
        "2 đơn vị": ("contradicts", None),
        "60 %": ("not_checkable", "incomplete"),
        "49 %": ("contradicts", None),
    }


def test_a_place_of_nobody_is_not_checkable(province: Reader) -> None:
    (checked,) = check_claims(province, [Claim("3 bộ", "units_applied", by="group", key="Bộ, ngành")], Q4)
    assert (checked.verdict, checked.reason, checked.place) == ("not_checkable", "no_row", Place(Q4, "group", "Bộ, ngành"))


def test_the_command(province_address: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("QMS_STORE", province_address)
    told = answer(capsys, "claims", str(SAMPLE), "--period", "2018Q4")
    assert [one["verdict"] for one in told["claims"]] == [one["verdict"] for one in ARTICLE]
    assert told["claims"][4]["candidates"] == [1189, 11189]
    assert len(told["claims"][1]["units"]) == 191
    status, out, _ = ran(capsys, "claims", str(SAMPLE), "--period", "2018Q4")
    assert status == 0
    assert all(number in out for number in ("16.934", "11.189", "247"))


@pytest.mark.parametrize("written", ["[{", '[{"value": 3}]', '[{"text": "3", "value": "ba"}]', '[{"text": "3", "by": "period"}]'])
def test_a_faulty_file_is_one_sentence(tmp_path: Path, written: str) -> None:
    path = tmp_path / "claims.json"
    path.write_text(written, "utf-8")
    with pytest.raises(QmsError):
        claims_from(path)


def test_a_text_is_taken_sentence_by_sentence(tmp_path: Path) -> None:
    path = tmp_path / "bai.txt"
    path.write_text("Có 247 đơn vị. Còn 191 đơn vị phải chuyển đổi trước 30/6/2021.", "utf-8")
    assert [claim.number.value for claim in claims_from(path) if claim.number] == [247, 191]


# Named by the dictionary of indicators, and not on the shelf yet.
AWAITED: set[str] = set()


def test_what_the_declarations_name_are_indicators() -> None:
    families_ = tomllib.loads((CLAIMS / "definitions.toml").read_text("utf-8"))["family"]
    entries = [one for family in families_ for one in family["definitions"]]
    sums = [code for one in entries if isinstance(one, dict) for codes in one.values() for code in codes]
    named = {one for one in entries if isinstance(one, str)} | set(sums)
    worded = set(tomllib.loads((CLAIMS / "wording.toml").read_text("utf-8"))["phrases"])
    assert named - AWAITED <= set(catalogue())
    assert worded <= set(catalogue())
