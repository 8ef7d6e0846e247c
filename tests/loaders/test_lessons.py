"""A workbook that nobody can read is sketched, its headings are taught, and it loads; so does the next one like it."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl
import pytest

import desk
from base.errors import UsageError
from loaders import Source, check, load, sketch, teachable
from store import open_store

OWN_WORDS = ("Thứ tự", "Cơ quan nào", "Đến đâu rồi", "Bản ISO", "Bao nhiêu quy trình hành chính", "Hồ sơ nhận về")
TAUGHT = {"Cơ quan nào": "unit_name", "Đến đâu rồi": "stage", "Bao nhiêu quy trình hành chính": "procedures_tthc"}


def odd_annex(numbers: tuple[int, int] = (61, 9)) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Của riêng"
    sheet.append(["BẢNG TỔNG HỢP QUÝ IV NĂM 2018"])
    sheet.append([])
    sheet.append(OWN_WORDS)
    sheet.append([1, "Sở Nội vụ", "Đã áp dụng", 2015, numbers[0], 120])
    sheet.append([2, "Sở Giáo dục và Đào tạo", "Đang xây dựng", None, numbers[1], 80])
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def test_what_was_taught_is_read_from_then_on_and_forgotten_when_withdrawn(store_address: str) -> None:
    first = Source("a.xlsx", odd_annex())
    (before,) = check([first], address=store_address).outcome.files
    assert before.outcome == "unrecognised"
    for heading, field in TAUGHT.items():
        desk.teach("consolidated", heading, field, who="lan", address=store_address)
    for source in (first, Source("b.xlsx", odd_annex((62, 10)))):
        (file,) = load([source], who="lan", address=store_address).files
        assert file.good
        assert [report.unit for report in file.reports] == ["DLK-S02", "DLK-S15"]
    with open_store(store_address).reading() as reader:
        found = reader.rows("select unit_id, procedures_tthc from report join status using (report_id) order by report_id")
        assert found == [("DLK-S02", 61), ("DLK-S15", 9), ("DLK-S02", 62), ("DLK-S15", 10)]
        assert {(one.heading, one.field) for one in desk.lessons(reader)} == set(TAUGHT.items())
    desk.teach("consolidated", "Đến đâu rồi", None, who="lan", address=store_address)
    (after,) = check([Source("c.xlsx", odd_annex((1, 2)))], address=store_address).outcome.files
    assert after.outcome == "unrecognised"
    with open_store(store_address).reading() as reader:
        assert "Đến đâu rồi" not in {one.heading for one in desk.lessons(reader)}


def test_undoing_the_load_undoes_the_lesson(store_address: str) -> None:
    taught = desk.teach("consolidated", "Cơ quan nào", "unit_name", who="lan", address=store_address)
    from store import undo

    undo(taught.load_id, who="lan", address=store_address)
    with open_store(store_address).reading() as reader:
        assert desk.lessons(reader) == []


def test_a_lesson_under_a_heading_holds_only_there(store_address: str) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["Kỳ báo cáo: Quý IV năm 2018"])
    sheet.append(["STT", "Tên đơn vị", "Tình trạng", "Quy trình", None, "Khác nữa", None])
    sheet.append([None, None, None, "Theo TTHC", "Việc nhà", "Theo đó", "Việc nhà"])
    sheet.append([1, "Sở Nội vụ", "Đã áp dụng", 30, 4, 7, 900])
    for area in ("D2:E2", "F2:G2"):
        sheet.merge_cells(area)
    target = io.BytesIO()
    book.save(target)
    desk.teach("consolidated", "Việc nhà", "procedures_internal", above="Quy trình", who="lan", address=store_address)
    load([Source("a.xlsx", target.getvalue())], who="lan", address=store_address)
    with open_store(store_address).reading() as reader:
        assert reader.rows("select procedures_tthc, procedures_internal from status") == [(30, 4)]


def test_a_sheet_that_nobody_knows_is_sketched_with_its_headings(store_address: str) -> None:
    (found,) = sketch(Source("a.xlsx", odd_annex()), address=store_address)
    assert (found.sheet, found.first_row, found.first_col) == ("Của riêng", 0, 0)
    assert found.rows[3] == ["1", "Sở Nội vụ", "Đã áp dụng", "2015", "61", "120"]
    assert [column.heading for _, column in sorted(found.columns.items())] == list(OWN_WORDS)
    assert found.row_kinds == ["title", "ignored", "heading", "data", "data"]
    assert found.header_rows == [2]


def test_a_partly_known_sheet_says_what_is_missing(store_address: str) -> None:
    desk.teach("consolidated", "Cơ quan nào", "unit_name", who="lan", address=store_address)
    (found,) = sketch(Source("a.xlsx", odd_annex()), address=store_address)
    assert found.layout == "consolidated"
    assert found.missing == ["stage"]
    assert found.columns[1].field == "unit_name"
    assert found.columns[2].field is None
    assert 0 < found.score < 1


def test_a_known_form_is_sketched_as_it_is_read(store_address: str) -> None:
    report = Path(__file__).resolve().parents[2] / "data" / "samples" / "dak-lak-2018" / "reports" / "DLK-H643_2018Q4.xlsx"
    found = {one.sheet: one for one in sketch(Source("a.xlsx", report.read_bytes()), address=store_address)}
    assert {one.layout for one in found.values()} == {"info", "procedures", "handling", "upkeep"}
    assert all(one.missing == [] for one in found.values())
    handled = found["Giải quyết TTHC"]
    assert {"title", "heading", "numbering", "data", "total"} <= set(handled.row_kinds)
    assert handled.columns[2].field == "received_total"
    assert (handled.columns[2].heading, handled.columns[2].above) == ("Tổng số", "Tiếp nhận")
    assert {column.field for at, column in found["Thông tin chung"].columns.items() if at < 0} >= {
        "stage",
        "edition",
        "unit_name",
    }


def test_a_file_that_is_no_workbook_has_no_sketch(store_address: str) -> None:
    assert sketch(Source("a.xlsx", b"PK\x03\x04 nothing"), address=store_address) == []
    assert sketch(Source("a.png", b"\x89PNG"), address=store_address) == []


def test_what_can_be_taught_has_names(store_address: str) -> None:
    assert teachable()["consolidated"]["stage"] == "Tình trạng"
    assert "unit_list" not in teachable()


@pytest.mark.parametrize(("heading", "field", "who"), [("", "stage", "lan"), ("Tình trạng", "stage", " "), ("Lạ", None, "lan")])
def test_a_lesson_needs_a_heading_a_teacher_and_something_to_withdraw(store_address: str, heading, field, who) -> None:
    with pytest.raises(UsageError):
        desk.teach("consolidated", heading, field, who=who, address=store_address)
