"""A list of courses, audits or plans that comes again: what only the older one has still counts, and that is said."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from loaders import FileResult, Source, load
from store import undo

CASE = Path(__file__).resolve().parents[2] / "data" / "samples" / "hai-ba-trung-2022"
COURSE = "TapHuan_2022Q2.xlsx"


@pytest.fixture
def address(tmp_path: Path) -> str:
    """A store with the register of the district and its list of a course."""
    folder = str(tmp_path / "store")
    for name in ("DanhMucDonVi.xlsx", COURSE):
        assert load([Source(name, (CASE / name).read_bytes())], who="test", address=folder).good
    return folder


def sent(address: str, change: Callable[[Worksheet], object], name: str = COURSE) -> FileResult:
    book = openpyxl.load_workbook(CASE / COURSE)
    change(book.worksheets[0])
    target = io.BytesIO()
    book.save(target)
    (result,) = load([Source(name, target.getvalue())], who="test", address=address).files
    return result


def another(sheet: Worksheet) -> None:
    """Another course for the same units."""
    for row in range(4, 34):
        sheet.cell(row, 5).value = "Khóa khác"


def beside(result: FileResult) -> list[tuple[str, int, int]]:
    return [(f.details["other"], f.details["load"], f.details["count"]) for f in result.findings if f.rule == "list_beside_older"]


def test_rows_that_the_newer_list_lacks_are_told_with_the_load_they_came_by(address: str) -> None:
    result = sent(address, lambda sheet: sheet.delete_rows(4, 2), "danh-sach-moi.xlsx")
    assert beside(result) == [(COURSE, 2, 2)]
    assert result.outcome == "accepted_with_warnings"
    assert "Quý II/2022" in result.findings[-1].message.vi
    undo(2, "test", address)
    assert beside(sent(address, lambda sheet: sheet.delete_rows(5, 3))) == [("danh-sach-moi.xlsx", 3, 2)]


def test_a_list_that_only_adds_or_is_another_one_is_taken_without_a_word(address: str) -> None:
    def longer(sheet: Worksheet) -> None:
        sheet.append([31, "Phòng Nội vụ", "Đào tạo, tập huấn", sheet["D4"].value, "Đánh giá viên nội bộ", 2])

    assert beside(sent(address, longer)) == []
    assert beside(sent(address, another, "khoa-khac.xlsx")) == []


def test_a_list_under_the_same_name_is_asked_about_even_where_no_row_is_the_same(address: str) -> None:
    assert beside(sent(address, another)) == [(COURSE, 2, 30)]
