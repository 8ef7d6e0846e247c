"""Replies: the sender's own workbook comes back, untouched but for what a reply adds; a mended one closes its findings."""

from __future__ import annotations

import hashlib
import io
import warnings
import zipfile
from collections.abc import Callable
from datetime import datetime

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from loaders import FileResult, Outcome, Source, check, receipt, reply
from loaders.own_sheet import NAME
from loaders.replies import reply_name
from tests.loaders.conftest import CASE, REPORT

COLOURS = {"FFFFC8CD": "LỖI", "FFFFE598": "CẢNH BÁO", "FFBCD6EF": "LƯU Ý"}
Bent = Callable[[Callable[[openpyxl.Workbook], None]], bytes]
Checked = Callable[..., FileResult]


def answered(data: bytes, result: FileResult) -> bytes:
    (made,) = reply([Source(result.file, data)], [result])
    return made.data


def opened(data: bytes) -> openpyxl.Workbook:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl says what it would lose: the very reason why it does not write replies
        return openpyxl.load_workbook(io.BytesIO(data), rich_text=True)


def answer_to(data: bytes, result: FileResult) -> bytes:
    result.sha256 = hashlib.sha256(data).hexdigest()
    return answered(data, result)


def saved(book: openpyxl.Workbook) -> bytes:
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def coloured(sheet: Worksheet) -> dict[str, str]:
    """Cells on one of our fills, and the severity that the fill stands for."""
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.fill.fill_type == "solid"]
    return {cell.coordinate: COLOURS[cell.fill.fgColor.rgb] for cell in cells if cell.fill.fgColor.rgb in COLOURS}


def three_faults(book: openpyxl.Workbook) -> None:
    book["Thông tin chung"]["C9"] = "Ngưng"
    book["Giải quyết TTHC"]["C8"] = 45
    book["Giải quyết TTHC"]["J10"] = "1.1189"


def places(result: FileResult) -> set[tuple[str, str | None, str | None]]:
    return {(finding.rule, finding.sheet, finding.cell) for finding in result.findings}


def test_the_cells_of_findings_are_coloured_and_say_why(bent: Bent, checked: Checked) -> None:
    data = bent(three_faults)
    result = checked(data)
    assert len(result.findings) >= 4
    book = opened(answered(data, result))
    assert book.sheetnames[0] == NAME
    assert book.active.title == NAME
    assert coloured(book["Thông tin chung"]) == {"C9": "LỖI"}
    for finding in result.findings:
        cell = book[finding.sheet][finding.cell]
        assert coloured(book[finding.sheet])[finding.cell] == "LỖI"
        assert "LỖI" in cell.comment.text
        assert cell.comment.height > 10


def test_the_first_sheet_lists_each_finding_with_a_link(bent: Bent, checked: Checked) -> None:
    data = bent(three_faults)
    result = checked(data)
    sheet = opened(answered(data, result))[NAME]
    links = {cell.hyperlink.location for row in sheet.iter_rows() for cell in row if cell.hyperlink}
    assert links == {f"'{finding.sheet}'!{finding.cell}" for finding in result.findings}
    texts = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert result.sha256 in texts
    assert {"Ngưng", "45", "1.1189"} <= set(texts)
    assert sum(text == "LỖI" for text in texts) == len(result.findings)


def test_nothing_else_is_touched(bent: Bent, checked: Checked) -> None:
    data = bent(three_faults)
    after = answered(data, checked(data))
    was, now = zipfile.ZipFile(io.BytesIO(data)), zipfile.ZipFile(io.BytesIO(after))
    same = {name for name in was.namelist() if was.read(name) == now.read(name)}
    assert {"xl/theme/theme1.xml", "xl/worksheets/sheet2.xml", "xl/worksheets/sheet4.xml"} <= same
    before, book = opened(data), opened(after)
    for sheet in before:
        compare(sheet, book[sheet.title])


def compare(old: Worksheet, new: Worksheet) -> None:
    marked = coloured(new)
    for row in old.iter_rows():
        for cell in row:
            twin = new[cell.coordinate]
            assert (twin.value, twin.number_format) == (cell.value, cell.number_format)
            for look in ("font", "border", "alignment", "protection"):
                assert repr(getattr(twin, look)) == repr(getattr(cell, look))
            assert cell.coordinate in marked or repr(twin.fill) == repr(cell.fill)
    assert new.merged_cells.ranges == old.merged_cells.ranges
    assert {k: v.width for k, v in new.column_dimensions.items()} == {k: v.width for k, v in old.column_dimensions.items()}


def test_a_mended_reply_closes_exactly_its_findings(bent: Bent, checked: Checked) -> None:
    data = bent(three_faults)
    first = checked(data)
    book = opened(answered(data, first))
    book["Thông tin chung"]["C9"] = "Đã công bố"
    mended = saved(book)
    second = checked(mended)
    assert places(first) - places(second) == {("unknown_choice", "Thông tin chung", "C9")}
    assert places(second) < places(first)
    assert second.counts["rows_read"] == first.counts["rows_read"]
    book["Giải quyết TTHC"]["C8"] = 44
    book["Giải quyết TTHC"]["J10"] = openpyxl.load_workbook(REPORT)["Giải quyết TTHC"]["J10"].value
    last = checked(saved(book))
    assert (last.outcome, last.findings) == ("accepted", [])


def test_a_second_reply_takes_off_what_the_first_one_put_on(bent: Bent, checked: Checked) -> None:
    def faults(book: openpyxl.Workbook) -> None:
        three_faults(book)
        book["Thông tin chung"]["C9"].fill = openpyxl.styles.PatternFill("solid", fgColor="FF00FF00")

    data = bent(faults)
    book = opened(answered(data, checked(data)))
    book["Thông tin chung"]["C9"] = "Đã công bố"
    mended = saved(book)
    again = opened(answered(mended, checked(mended)))
    assert [name for name in again.sheetnames if name.startswith(NAME)] == [NAME]
    assert coloured(again["Thông tin chung"]) == {}
    assert again["Thông tin chung"]["C9"].fill.fgColor.rgb == "FF00FF00"
    assert again["Thông tin chung"]["C9"].comment is None
    handling = again["Giải quyết TTHC"]
    assert set(coloured(handling)) == {"C8", "J10", *(f.cell for f in checked(mended).findings if f.cell)}
    assert handling["C8"].comment.text.count("received_balances") == 0
    assert handling["J10"].comment.text.count("LỖI") == 1


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04cut", b"%PDF-1.7", (CASE / "ChuongTrinh.xlsx").read_bytes()[:3000]])
def test_what_cannot_be_opened_is_answered_on_a_sheet_of_its_own(data: bytes, checked: Checked) -> None:
    result = checked(data, name="báo cáo.xls")
    (made,) = reply([Source("báo cáo.xls", data)], [result])
    assert made.name == "báo cáo.xls.tra-loi.xlsx"
    sheet = opened(made.data)[NAME]
    assert any(cell.value == "LỖI" for row in sheet.iter_rows() for cell in row)


def test_a_process_that_dies_still_leaves_an_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    data = REPORT.read_bytes()
    monkeypatch.setenv("QMS_READ_MEMORY_MB", "1")
    book = opened(answer_to(data, FileResult("a.xlsx", "", "returned")))
    assert book.sheetnames == [NAME]


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("../../etc/passwd.xlsx", "etc/passwd (tra loi).xlsx"),
        ("C:\\temp\\..\\x.xlsm", "C_/temp/x (tra loi).xlsm"),
        ("/a/b.xlsx", "a/b (tra loi).xlsx"),
        ("con.xlsx", "_con (tra loi).xlsx"),
        ("gi\u202ecod.xlsx", "gicod (tra loi).xlsx"),
        ("..", "bao-cao (tra loi).xlsx"),
        ('a<b>"|?*.xlsx', "a_b_____ (tra loi).xlsx"),
    ],
)
def test_names_stay_inside_the_folder(name: str, safe: str) -> None:
    assert reply_name(name, own=True) == safe


def test_two_workbooks_of_one_name_get_two_replies(checked: Checked) -> None:
    data = REPORT.read_bytes()
    result = checked(data)
    names = [made.name for made in reply([Source(result.file, data)], [result, result])]
    assert names == ["bao-cao (tra loi).xlsx", "bao-cao (tra loi) 2.xlsx"]


def test_a_receipt_tells_hash_time_and_counts(registered, bent: Bent) -> None:
    sources = [Source("=1+1.xlsx", bent(three_faults)), Source("tốt.xlsx", REPORT.read_bytes())]
    outcome: Outcome = check(sources, address=str(registered)).outcome
    made = receipt(outcome.files, at=datetime(2018, 12, 20, 8, 5), who="@An")
    sheet = openpyxl.load_workbook(io.BytesIO(made.data)).active
    rows = list(sheet.iter_rows(min_row=6, values_only=True))
    assert [(row[1], row[12]) for row in rows] == [(file.file, file.sha256) for file in outcome.files]
    assert rows[1][2:5] == ("UBND thành phố Buôn Ma Thuột", "IV/2018", 1)
    assert [row[9] for row in rows] == [len(outcome.files[0].findings), 0]
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
