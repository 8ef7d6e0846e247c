"""What units write: coded by theme, corrected by hand, found whatever the diacritics, each with its place."""

from __future__ import annotations

import io
import json
import unicodedata
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

import desk
from base.errors import UsageError
from base.period import parse_period
from base.plain import folded, spans
from base.themes import NOTHING, themes, themes_of
from indicators import Scope, by_theme, heard, narratives
from indicators.__main__ import main
from loaders import Source, load
from store import Reader, check, reading, undo
from tests.indicators.conftest import SAMPLES
from tests.indicators.small_world import Report, register, send

QUARTER = parse_period("2018Q4")
# Sentences of the published articles and of office reports, with the themes that a reader finds in them.
SAID = {
    "Kinh phí duy trì hệ thống còn hạn chế.": ("funding",),
    "Đề nghị bố trí kinh phí chuyển đổi sang phiên bản 2015.": ("funding", "conversion"),
    "Cán bộ kiêm nhiệm, thường xuyên thay đổi vị trí công tác.": ("people",),
    "Thủ tục hành chính thay đổi nhiều, cập nhật quy trình chưa kịp thời.": ("law", "documents"),
    "Đề nghị mở lớp tập huấn đánh giá nội bộ.": ("training", "inspection"),
    "Trang thiết bị công nghệ thông tin chưa đồng bộ.": ("technology",),
    "Sau sáp nhập chưa kiện toàn Ban Chỉ đạo ISO": ("restructuring", "direction"),
    "Chuẩn hóa quá trình giải quyết công việc": ("order",),
    "Lưu trữ văn bản, hồ sơ có hệ thống": ("records",),
    "Tác phong làm việc, thái độ phục vụ": ("service",),
    "Hỗ trợ cơ chế một cửa, cải cách hành chính, chuyển đổi số": ("technology", "reform"),
    "Sở Khoa học và Công nghệ": (),
    "Phòng Giáo dục và Đào tạo": (),
    "Mong cấp trên xem xét.": (),
    "Không có.": (NOTHING,),
    "KHÔNG CÓ KHÓ KHĂN, VƯỚNG MẮC": (NOTHING,),
    "Không có kinh phí": ("funding",),
}


@pytest.mark.parametrize("text", SAID)
def test_themes_are_told_by_words_without_case_and_diacritics(text: str) -> None:
    plain = folded(text)
    for spelling in (text, unicodedata.normalize("NFD", text), text.upper(), plain, plain.title()):
        assert themes_of(spelling) == SAID[text], spelling


def test_every_theme_finds_its_own_words() -> None:
    missed = [(theme.code, word) for theme in themes().values() for word in theme.words if theme.code not in themes_of(word)]
    assert missed == []
    assert [theme for theme in themes().values() if not (theme.vi and theme.en and theme.words)] == []


words = st.text(st.characters(categories=["L", "N", "Mn", "P", "Z"]), max_size=30)


@given(words, words)
def test_what_is_marked_is_what_was_searched(text: str, sought: str) -> None:
    found = spans(text, sought.split(), whole=False)
    assert all(0 <= start < end <= len(text) for start, end in found)
    assert found == sorted(found)
    for word in sought.split():
        inside = folded(word) and folded(word) in folded(text).replace(" ", "\0")
        assert bool(inside) <= any(folded(word) in folded(text[start:end]) for start, end in found)


def test_marks_stand_on_the_letters_of_the_original() -> None:
    text = "Đề nghị bố trí kinh phí; KINH-PHÍ ít"
    assert [text[a:b] for a, b in spans(text, ["kinh phi"], whole=True)] == ["kinh phí", "KINH-PHÍ"]
    parted = unicodedata.normalize("NFD", "kinh phí")
    assert [parted[a:b] for a, b in spans(parted, ["phi"], whole=False)] == [unicodedata.normalize("NFD", "phí")]


def test_the_province_in_its_own_words(province: Reader) -> None:
    told = narratives(province, [QUARTER])
    assert len(told) == 494  # two a report of 247
    counts = by_theme(told)
    assert (counts["funding"], counts["conversion"], counts["training"], counts[NOTHING]) == (107, 57, 64, 109)
    assert narratives(province, [QUARTER.earlier()]) == ()
    assert len(heard(told, text="kinh phi chuyen doi")) == 57
    assert {one.unit for one in heard(told, text="EA TUL")} == {"UBND xã Ea Tul"}
    assert sum(len(narratives(province, [QUARTER], Scope(group=group))) for group in {one.group for one in told}) == 494
    inside = narratives(province, [QUARTER], Scope(parent="DLK-H643"))
    assert 0 < len(inside) < 494
    (one,) = (one for one in narratives(province, [QUARTER], Scope(unit="DLK-H643")) if one.topic == "difficulty")
    assert (one.sheet, one.row, Path(one.file).name) == ("Duy trì, cải tiến", 6, "DLK-H643_2018Q4.xlsx")


def said(topic: str, body: str) -> dict[str, Any]:
    return {"narrative": [{"sheet": "S", "row_number": 9, "topic": topic, "body": body}]}


def test_a_report_is_heard_once_in_the_quarter_that_its_period_ends_in(tmp_path: Path) -> None:
    address = str(tmp_path / "store")
    register(address)
    send(address, [Report("X1", "2018", rows=said("proposal", "năm")), Report("X2", "2018Q2", rows=said("proposal", "quý"))])
    send(address, [Report("X2", "2018Q2", version=2, rows=said("proposal", "quý, gửi lại"))])
    with reading(address) as reader:
        quarters = {q.label: [one.body for one in narratives(reader, [q])] for q in parse_period("2018").quarters()}
        whole = [one.body for one in narratives(reader, [parse_period("2018")])]
    assert quarters == {"2018Q1": [], "2018Q2": ["quý, gửi lại"], "2018Q3": [], "2018Q4": ["năm"]}
    assert whole == ["năm", "quý, gửi lại"]


def test_people_code_what_words_do_not_and_take_it_back(tmp_path: Path) -> None:
    address = str(tmp_path / "store")
    text = "Mong cấp trên xem xét."
    for programme in ("default", "khac"):
        register(address, programme=programme)
        send(address, [Report(unit, "2018Q1", rows=said("proposal", text)) for unit in ("X1", "X2")], programme)
    period = parse_period("2018Q1")

    def coded(programme: str = "default") -> list[tuple[tuple[str, ...], str | None]]:
        with reading(address) as reader:
            found = narratives(reader, [period], programme=programme)
        return [(one.themes, one.coded.who if one.coded else None) for one in found]

    signature = {"who": "Bà Lan", "reason": "đã hỏi lại", "address": address}
    assert coded() == [((), None)] * 2
    load_id = desk.code_passage(text, ["direction", "funding"], **signature).load_id
    assert coded() == [(("direction", "funding"), "Bà Lan")] * 2
    assert coded("khac") == [((), None)] * 2  # another programme has its own
    desk.code_passage(text, [], **signature)
    assert coded() == [((), "Bà Lan")] * 2  # looked at, and none fits
    desk.code_passage(text, None, **signature)
    assert coded() == [((), None)] * 2
    undo(load_id + 2, "test", address)
    undo(load_id + 1, "test", address)
    assert coded() == [(("direction", "funding"), "Bà Lan")] * 2
    assert check(address).clean
    for wrong in ({"coded": ["tiền"]}, {"body": "chưa ai nói"}, {"reason": " "}, {"who": ""}):
        asked = {"body": text, "coded": ["funding"], **signature, **wrong}
        with pytest.raises(UsageError):
            desk.code_passage(asked.pop("body"), asked.pop("coded"), **asked)


def test_an_annex_may_tell_in_columns_of_its_own(tmp_path: Path) -> None:
    """Ministries and provinces tell in columns of the national annex: each row's words are those of its unit."""
    address, folder = str(tmp_path / "store"), SAMPLES / "national-2020"
    book = openpyxl.load_workbook(folder / "TongHop_2020.xlsx")
    sheet = book.active
    told = {"Khó khăn, vướng mắc": "Thiếu kinh phí", "Kiến nghị": "Sửa đổi Quyết định 19", "Lợi ích": "Rút ngắn thời gian"}
    for column, (head, text) in enumerate(told.items(), 5):
        sheet.cell(4, column).value = head
        sheet.cell(7, column).value = text
    sheet.cell(8, 5).value = "Không có"
    made = io.BytesIO()
    book.save(made)
    sources = [Source("DanhMucDonVi.xlsx", (folder / "DanhMucDonVi.xlsx").read_bytes()), Source("TongHop.xlsx", made.getvalue())]
    outcome = load(sources, who="test", address=address)
    assert [file.outcome for file in outcome.files] == ["accepted", "accepted"]
    with reading(address) as reader:
        found = narratives(reader, [parse_period("2020Q4")])
    assert {(one.unit_id, one.topic): (one.body, one.themes, one.row) for one in found} == {
        ("VN-T02", "difficulty"): ("Thiếu kinh phí", ("funding",), 7),
        ("VN-T02", "proposal"): ("Sửa đổi Quyết định 19", ("law",), 7),
        ("VN-T02", "result"): ("Rút ngắn thời gian", ("time",), 7),
        ("VN-T03", "difficulty"): ("Không có", (NOTHING,), 8),
    }


def test_the_command_counts_searches_and_filters(province_address: str, capsys: pytest.CaptureFixture[str]) -> None:
    def answer(*asked: str) -> dict[str, Any]:
        assert main(["narratives", *asked, "--store", province_address, "--json"]) == 0
        return json.loads(capsys.readouterr().out)

    told = answer("--period", "2018Q4")
    assert told["counts"]["funding"] == 107
    assert len(told["narratives"]) == 494
    for name in ("funding", "Kinh phí", "kinh phi", "Funding"):
        assert answer("--theme", name)["counts"] == {"funding": 107, "conversion": 57}
    found = answer("--search", "cap xa", "--topic", "proposal", "--group", "Sở, ban, ngành")["narratives"]
    assert {one["body"] for one in found} == {"Đề nghị ban hành quy trình mẫu dùng chung cho cấp xã."}
    assert {one["group"] for one in found} == {"Sở, ban, ngành"}
    assert main(["narratives", "--theme", "kinh phy", "--store", province_address]) == 2
    assert "funding" in capsys.readouterr().err
