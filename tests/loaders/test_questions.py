"""An unknown name is asked once, answered once, and the workbooks that waited for it load."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from desk import names, settle_name
from loaders import FileResult, Question, Source, check, load, questions
from store import reading, undo

CASE = Path(__file__).resolve().parents[2] / "data" / "samples" / "dak-lak-2018"


@pytest.fixture(scope="session")
def named(bent) -> Callable[..., Source]:
    """A real report of the city, told by name alone."""

    def rename(name: str, parent: str | None = "UBND tỉnh Đắk Lắk", file: str = "bao-cao.xlsx", reporter: str = "A") -> Source:
        def change(book: openpyxl.Workbook) -> None:
            for row in book["Thông tin chung"].iter_rows(min_row=5):
                given = {
                    "Mã đơn vị": None,
                    "Tên đơn vị": name,
                    "Đơn vị cấp trên trực tiếp": parent,
                    "Người lập báo cáo": reporter,
                }
                if row[1].value in given:
                    row[2].value = given[row[1].value]

        return Source(file, bent(change))

    return rename


def loaded(address: str, *sources: Source) -> list[FileResult]:
    return load(sources, who="an", address=address).files


@pytest.mark.parametrize(
    "name",
    [
        "TP. BUÔN MA THUỘT",
        "U.B.N.D Tp Buôn Ma Thuột",
        "Uỷ ban nhân dân thành phố Buôn Ma Thuột, tỉnh Đắk Lắk",
        "T.P Buôn Ma Thuột",
    ],
)
def test_a_report_is_known_by_its_name_alone(named, store_address: str, name: str) -> None:
    (file,) = loaded(store_address, named(name))
    assert file.outcome == "accepted"
    assert file.reports[0].unit == "DLK-H643"


def test_an_unknown_name_is_asked_once_with_candidates_and_answered_once(named, store_address: str) -> None:
    sources = [named("TP BMT", file=f"bao-cao-{i}.xlsx", reporter=f"Ông {i}") for i in range(2)] + [
        named("Tp.  BMT", file="ba.xlsx")
    ]
    files = check(sources, address=store_address).outcome.files
    assert [file.outcome for file in files] == ["returned"] * 3
    (asked,) = questions(files)
    assert isinstance(asked, Question)
    assert (asked.spelling, asked.parent) == ("TP BMT", "UBND tỉnh Đắk Lắk")
    assert asked.files == ("bao-cao-0.xlsx", "bao-cao-1.xlsx", "ba.xlsx")
    assert len(asked.candidates) <= 6

    settle_name(asked.spelling, "DLK-H643", parent=asked.parent, who="Bà Lan", reason="đã hỏi", address=store_address)
    assert [file.outcome for file in loaded(store_address, *sources[:1])] == ["accepted"]
    assert loaded(store_address, sources[2])[0].reports[0].unit == "DLK-H643"
    assert (
        loaded(store_address, named("TP BMT", parent="Sở Y tế", file="khac.xlsx"))[0].outcome == "returned"
    )  # not settled there


def test_a_misspelled_name_has_its_unit_first(named, store_address: str) -> None:
    (asked,) = questions(check([named("UBND TP Buôn Mê Thuột")], address=store_address).outcome.files)
    assert asked.candidates[0].unit_id == "DLK-H643"
    assert asked.candidates[0].parent_name == "UBND tỉnh Đắk Lắk"


def test_what_is_withdrawn_or_undone_does_not_count(named, store_address: str) -> None:
    settle_name("TP BMT", "DLK-H643", who="an", address=store_address)
    assert check([named("TP BMT")], address=store_address).outcome.files[0].outcome == "accepted"
    settle_name("TP BMT", None, who="an", address=store_address)
    assert check([named("TP BMT")], address=store_address).outcome.files[0].outcome == "returned"
    load_id = settle_name("TP BMT", "DLK-H643", who="an", address=store_address).load_id
    assert check([named("TP BMT")], address=store_address).outcome.files[0].outcome == "accepted"
    undo(load_id, "an", store_address)
    assert check([named("TP BMT")], address=store_address).outcome.files[0].outcome == "returned"
    with reading(store_address) as reader:
        assert names(reader, "default") == []


def annex() -> Source:
    """The annex of 2018Q4 in which one line has neither code nor a name that is known."""
    book = openpyxl.load_workbook(CASE / "TongHop_2018Q4.xlsx")
    cells = [cell for row in book.active.iter_rows() for cell in row if cell.value == "DLK-X24118"]
    assert len(cells) == 1
    cells[0].value = None
    book.active.cell(cells[0].row, cells[0].column + 1).value = "Phường Tân Lập cũ"
    target = io.BytesIO()
    book.save(target)
    return Source("phu-luc.xlsx", target.getvalue())


def test_an_annex_with_a_held_line_is_read_again_once_it_is_settled(store_address: str) -> None:
    source = annex()
    (first,) = loaded(store_address, source)
    held = first.counts["rows_held"]
    assert first.outcome == "accepted_with_warnings"
    assert held >= 1
    assert loaded(store_address, source)[0].outcome == "duplicate"
    (asked,) = questions([first])
    assert asked.spelling == "Phường Tân Lập cũ"
    settle_name(asked.spelling, "DLK-X24118", parent=asked.parent, who="an", address=store_address)
    (again,) = loaded(store_address, source)
    assert again.counts["rows_held"] == held - 1
    assert {report.unit for report in again.reports} - {report.unit for report in first.reports} == {"DLK-X24118"}
    assert loaded(store_address, source)[0].outcome == "duplicate"


def test_a_register_that_came_later_answers_too(tmp_path: Path, store_address: str) -> None:
    (first,) = loaded(store_address, annex())
    book = openpyxl.load_workbook(CASE / "DanhMucDonVi.xlsx")
    sheet = book.worksheets[0]
    fields = {cell.value: cell.column for cell in sheet[1]}
    row = sheet.max_row + 1
    given = {"Mã đơn vị": "DLK-N1", "Tên đơn vị": "UBND phường Tân Lập cũ", "Nhóm đơn vị": "UBND cấp xã", "Từ ngày": "01/01/2014"}
    for heading, value in given.items():
        sheet.cell(row, fields[heading]).value = value
    sheet.cell(row, fields["Đơn vị cấp trên"]).value = "DLK-H643"
    target = io.BytesIO()
    book.save(target)
    assert loaded(store_address, Source("DanhMucDonVi.xlsx", target.getvalue()))[0].outcome.startswith("accepted")
    (again,) = loaded(store_address, annex())
    assert {report.unit for report in again.reports} - {report.unit for report in first.reports} == {"DLK-N1"}
