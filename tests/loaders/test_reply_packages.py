"""Replies are written into packages of every make, and nothing in them is lost or moved."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter

from loaders import FileResult, Finding
from loaders.own_sheet import NAME
from tests.loaders.conftest import CASE, REPORT
from tests.loaders.test_commands import run
from tests.loaders.test_reply import answer_to, coloured, compare, opened


def rich(path: str) -> None:
    """A workbook with what careless editing loses: chart, picture, rules, lists, names, macros, hidden and printed parts."""
    book = xlsxwriter.Workbook(path)
    sheet, other = book.add_worksheet("Số liệu"), book.add_worksheet("Ẩn & «khác»")
    bold = book.add_format({"bold": True, "bg_color": "#FFFF00", "num_format": "#,##0"})
    for i in range(30):
        sheet.write_number(i, 1, i * 7, bold if i == 4 else None)
    sheet.write_formula("C1", "=SUM(B1:B30)", None, 3045)
    sheet.write_rich_string("A1", "đậm ", bold, "Chữ", " thường")
    sheet.data_validation("D1:D9", {"validate": "list", "source": ["a", "b"]})
    sheet.conditional_format("B1:B30", {"type": "data_bar", "data_bar_2010": True})
    chart = book.add_chart({"type": "column"})
    chart.add_series({"values": "='Số liệu'!$B$1:$B$9"})
    sheet.insert_chart("F2", chart)
    pixel = bytes.fromhex(
        "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c4944415408d763f8cfc0000003010100c9fe92ef0000000049454e44ae426082"
    )
    other.insert_image("A1", "p.png", {"image_data": io.BytesIO(pixel)})
    sheet.write_comment("B5", "Ghi chú của đơn vị", {"author": "Đơn vị"})
    sheet.write_comment("B7", "Ghi chú khác")
    book.define_name("'Số liệu'!Rieng", "='Số liệu'!$B$2")
    sheet.print_area("A1:D30")
    sheet.set_row(10, None, None, {"hidden": True})
    sheet.set_column("E:E", 3, None, {"hidden": True})
    sheet.protect("", {"select_locked_cells": True})
    sheet.merge_range("A20:A25", "gộp")
    other.hide()
    book.close()


def found(*cells: tuple[str, str, str]) -> FileResult:
    """A result with findings at given places."""
    listed = [Finding(rule, sheet, cell, "=cmd|' /C calc'!A0") for sheet, cell, rule in cells]
    return FileResult("tệp lạ.xlsx", "", "returned", findings=listed)


@pytest.fixture
def workbook(tmp_path) -> bytes:
    rich(str(tmp_path / "rich.xlsx"))
    return (tmp_path / "rich.xlsx").read_bytes()


def test_what_the_workbook_holds_beside_cells_survives(workbook: bytes) -> None:
    after = answer_to(workbook, found(("Số liệu", "B5", "error_cell"), ("Số liệu", "D40", "error_cell")))
    was, now = zipfile.ZipFile(io.BytesIO(workbook)), zipfile.ZipFile(io.BytesIO(after))
    changed = {name for name in was.namelist() if was.read(name) != now.read(name)}
    assert changed <= {
        "[Content_Types].xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml", "xl/worksheets/sheet1.xml",
        "xl/comments1.xml", "xl/drawings/vmlDrawing1.vml",
    }  # fmt: skip
    for kept in (
        b"x14:dataBar",
        b"<f>SUM(B1:B30)</f><v>3045</v>",
        b"sheetProtection",
        b'hidden="1"',
        b"<drawing ",
        b"dataValidation ",
    ):
        assert kept in now.read("xl/worksheets/sheet1.xml"), kept
    book = opened(after)
    assert book["Số liệu"].print_area == "'Số liệu'!$A$1:$D$30"
    assert book["Số liệu"].defined_names["Rieng"].attr_text == "'Số liệu'!$B$2"
    assert book["Ẩn & «khác»"].sheet_state == "hidden"
    assert book["Số liệu"]["B5"].font.bold
    assert book["Số liệu"]["B5"].number_format == "#,##0"
    assert coloured(book["Số liệu"]) == {"B5": "LỖI", "D40": "LỖI"}
    assert [bool(sheet.sheet_view.tabSelected) for sheet in book] == [True, False, False]  # two would be edited together


def test_comments_of_the_sender_keep_their_words(workbook: bytes) -> None:
    sheet = opened(answer_to(workbook, found(("Số liệu", "B5", "error_cell"), ("Số liệu", "B6", "error_cell"))))["Số liệu"]
    assert sheet["B5"].comment.text.startswith("Ghi chú của đơn vị")
    assert "LỖI" in sheet["B5"].comment.text
    assert "LỖI" in sheet["B6"].comment.text
    assert sheet["B7"].comment.text == "Ghi chú khác"


def test_texts_of_users_are_never_formulas(workbook: bytes) -> None:
    after = answer_to(workbook, found(("Số liệu", "B5", "error_cell"), ("=1+1", "+2", "error_cell")))
    sheet = opened(after)[NAME]
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} <= {"s", "n", "inlineStr"}
    assert any(str(cell.value).startswith("=cmd") for cell in cells)
    assert b"<f>" not in zipfile.ZipFile(io.BytesIO(after)).read("xl/worksheets/sheetQms.xml")


def repacked(data: bytes, change: Callable[[str, bytes], bytes | None]) -> bytes:
    """The package with its parts changed; a part for which there is None is left out."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as was, zipfile.ZipFile(target, "w") as now:
        for name in was.namelist():
            part = change(name, was.read(name))
            if part is not None:
                now.writestr(name, part)
    return target.getvalue()


def prefixed(name: str, part: bytes) -> bytes:
    """The same XML with a prefix on every tag, as some generators write it."""
    if not name.startswith("xl/") or not name.endswith(("sheet1.xml", "workbook.xml", "styles.xml")):
        return part
    tagged = re.sub(rb"<(/?)([A-Za-z])", rb"<\1x:\2", part)
    return tagged.replace(b"<?x:xml", b"<?xml").replace(b"xmlns=", b"xmlns:x=", 1)


def unaddressed(name: str, part: bytes) -> bytes:
    """Cells and rows without their addresses, which the standard allows."""
    return re.sub(rb"(<(?:c|row)\b[^>]*?) r=\"[A-Z]*\d+\"", rb"\1", part) if name.endswith("sheet1.xml") else part


def unstyled(name: str, part: bytes) -> bytes | None:
    """A workbook without any style."""
    if name.endswith("styles.xml"):
        return None
    if name.endswith(("workbook.xml.rels", "[Content_Types].xml")):
        return re.sub(rb"<(?:Relationship|Override)[^>]*styles[^>]*/>", b"", part)
    return re.sub(rb" s=\"\d+\"", b"", part) if name.endswith("sheet1.xml") else part


@pytest.mark.parametrize("change", [prefixed, unaddressed, unstyled])
def test_unusual_ways_to_write_a_workbook(change: Callable[[str, bytes], bytes | None], tmp_path) -> None:
    path = str(tmp_path / "plain.xlsx")
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("Số liệu")
    for i in range(9):
        sheet.write_row(i, 0, [i, f"dòng {i}", i * 2])
    book.close()
    data = repacked(Path(path).read_bytes(), change)
    places = [("Số liệu", cell, "error_cell") for cell in ("A1", "B5", "C12", "E3")]
    after = answer_to(data, found(*places))
    now = opened(after)
    assert now.sheetnames == [NAME, "Số liệu"]
    assert coloured(now["Số liệu"]) == dict.fromkeys(("A1", "B5", "C12", "E3"), "LỖI")
    assert [[cell.value for cell in row[:3]] for row in now["Số liệu"].iter_rows(max_row=9)] == [
        [i, f"dòng {i}", i * 2] for i in range(9)
    ]


@pytest.mark.parametrize("name", ["TongHop_2018Q4", "DanhMucDonVi", "ChuongTrinh"])
def test_real_workbooks_come_back_whole(name: str) -> None:
    data = (CASE / f"{name}.xlsx").read_bytes()
    before = opened(data)
    places = [(sheet.title, cell, "error_cell") for sheet in before for cell in ("A2", "B5", "Z1", "C300")]
    book = opened(answer_to(data, found(*places)))
    for sheet in before:
        compare(sheet, book[sheet.title])
        assert set(coloured(book[sheet.title])) == {"A2", "B5", "Z1", "C300"}


def test_an_enormous_list_of_findings_still_fits(workbook: bytes) -> None:
    result = found(*[("Số liệu", f"H{i}", "error_cell") for i in range(1, 3001)])
    book = opened(answer_to(workbook, result))
    assert len(coloured(book["Số liệu"])) == 3000
    assert book[NAME].max_row < 1100 + 3000  # a thousand lines, and behind them what a second reply must remember


def test_a_cell_hidden_by_a_merge_is_marked_where_it_shows(workbook: bytes) -> None:
    sheet = opened(answer_to(workbook, found(("Số liệu", "A22", "error_cell"))))["Số liệu"]
    assert coloured(sheet) == {"A20": "LỖI"}
    assert "LỖI" in sheet["A20"].comment.text


def test_the_commands_write_replies_and_receipts(store_address: str, tmp_path: Path) -> None:
    handed = tmp_path / "handed"
    (handed / "xa").mkdir(parents=True)
    (handed / "xa" / "tốt.xlsx").write_bytes(REPORT.read_bytes())
    (handed / "hỏng.xlsx").write_bytes(b"PK\x03\x04")
    done = run("reply", str(handed), "-o", str(tmp_path / "out"), "--store", store_address, "--json")
    assert (done.returncode, "Traceback" in done.stderr) == (1, False)
    listed = {Path(file["file"]).name: Path(file["reply"]) for file in json.loads(done.stdout)["files"]}
    assert listed["tốt.xlsx"] == tmp_path / "out" / "xa" / "tốt (tra loi).xlsx"
    assert opened(listed["tốt.xlsx"].read_bytes()).sheetnames[:2] == [NAME, "Thông tin chung"]
    assert opened(listed["hỏng.xlsx"].read_bytes()).sheetnames == [NAME]
    target = tmp_path / "phieu.xlsx"
    assert run("receipt", "1", "-o", str(target), "--store", store_address).returncode == 0
    assert opened(target.read_bytes()).active["B6"].value == "DanhMucDonVi.xlsx"
    assert run("receipt", "99", "--store", store_address).returncode == 2
