"""Reminders as Word and Excel: who is in them, in which order, and that they are documents, not programs."""

from __future__ import annotations

import io
import json
from datetime import date
from pathlib import Path

import docx
import openpyxl
import pytest
from docx.shared import Mm

from base.errors import UsageError
from base.period import parse_period
from indicators import Scope
from reports import overdue, reminders
from reports.__main__ import main
from reports.words import label_name, period_name, roman
from store import reading, writing
from tests.indicators.small_world import UNITS, Report, Unit, register, send

QUARTER = parse_period("2018Q4")
TODAY = date(2019, 1, 10)


@pytest.fixture
def address(tmp_path: Path) -> str:
    """X1 on time, S1 late, P1 sent back, X2, X3, H1, H2 silent; X3 reported a quarter before."""
    made = str(tmp_path / "store")
    register(made, [*UNITS, Unit("S2", "T", None)])
    send(made, [
        Report("X1", "2018Q4", received=date(2018, 12, 18)), Report("S1", "2018Q4", received=date(2018, 12, 31)),
        Report("X3", "2018Q3", received=date(2018, 9, 18)), Report("X3", "2018Q1", received=date(2018, 3, 18)),
    ])  # fmt: skip
    with writing("test", "reports", address=made) as writer:
        number = writer.new_file_id()
        writer.append_rows("file", [{"file_id": number, "name": "x.xlsx", "sha256": "a", "outcome": "returned"}])
        finding = {"unit_id": "P1", "period": "2018Q4", "severity": "error", "rule": "r"}
        writer.append_rows("finding", [{"file_id": number, **finding}])
    return made


def made(address: str, form: str, **how: object) -> io.BytesIO:
    with reading(address) as reader:
        return io.BytesIO(reminders(reader, QUARTER, form=form, today=TODAY, **how))


def test_who_is_reminded(address: str) -> None:
    with reading(address) as reader:
        told = overdue(reader, QUARTER, today=TODAY)
        below = overdue(reader, QUARTER, today=TODAY, scope=Scope(parent="H2"))
    assert (told.head, told.expected, told.received) == ("Đơn vị T", 7, 2)
    assert [(one.unit_id, one.state, one.days_late, one.last_report) for one in told.reminded] == [
        ("P1", "returned", 23, None), ("X2", "missing", 22, None),
        ("H1", "missing", 20, None), ("H2", "missing", 20, None),
        ("X3", "missing", 22, "2018Q3"),
    ]  # fmt: skip
    assert [(one.unit_id, one.days_late, one.came_on) for one in told.late] == [("S1", 10, date(2018, 12, 31))]
    assert [one.unit_id for one in below.reminded] == ["X3", "H2"]


def test_the_letter_is_laid_out_by_the_decree_and_lists_the_units(address: str) -> None:
    paper = docx.Document(made(address, "docx"))
    section = paper.sections[0]
    sides = (section.page_width, section.page_height, section.left_margin, section.right_margin, section.top_margin)
    assert all(abs(side - Mm(wanted)) < Mm(0.5) for side, wanted in zip(sides, (210, 297, 30, 15, 20), strict=True))
    assert paper.styles["Normal"].font.name == "Times New Roman"
    head, _signature, listed = paper.tables
    assert head.cell(0, 0).text.splitlines()[0] == "ĐƠN VỊ T"
    assert head.cell(0, 1).text.splitlines()[:2] == ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"]
    body = "\n".join(paragraph.text for paragraph in paper.paragraphs)
    assert "quý IV năm 2018" in body
    assert "2/7" in body
    rows = [tuple(dict.fromkeys(cell.text for cell in row.cells)) for row in listed.rows][1:]
    assert [row[0].split(" (")[0] for row in rows] == [
        "I. Đơn vị H1", "1", "2", "II. Đơn vị T", "3", "4", "III. Đơn vị H2", "5"]  # fmt: skip
    assert rows[-1][1:5] == ("Đơn vị X3", "19/12/2018", "22", "Quý III/2018")


def test_the_list_holds_numbers_and_days_as_such(address: str) -> None:
    book = openpyxl.load_workbook(made(address, "xlsx"))
    reminded, late = book.worksheets
    assert [cell.value for cell in reminded[4]][:4] == ["STT", "Mã đơn vị", "Tên đơn vị", "Nhóm đơn vị"]
    assert [reminded.cell(row, 2).value for row in range(5, 10)] == ["P1", "X2", "H1", "H2", "X3"]
    assert (reminded["G9"].value.date(), reminded["H9"].value, reminded["J9"].value) == (
        date(2018, 12, 19), 22, "Quý III năm 2018")  # fmt: skip
    assert [late.cell(5, column).value for column in (2, 8)] == ["S1", 10]


def test_a_name_is_never_a_formula(tmp_path: Path) -> None:
    made_at = str(tmp_path / "store")
    register(made_at, [Unit("X1")])
    with writing("test", "units", address=made_at) as writer:
        name = '=HYPERLINK("http://x.vn";"\x07bấm")'
        row = {"programme": "default", "unit_id": "X1", "name": name, "unit_group": "@SUM(A1)", "obligation": "Bắt buộc"}
        writer.append_rows("unit", [row | {"valid_from": date(2014, 1, 1)}])
    sheet = openpyxl.load_workbook(made(made_at, "xlsx")).worksheets[0]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)} == {"s"}
    assert sheet["C5"].value == '=HYPERLINK("http://x.vn";"bấm")'
    assert sheet["C5"].hyperlink is None
    assert docx.Document(made(made_at, "docx")).tables[2].rows[2].cells[1].text == '=HYPERLINK("http://x.vn";"bấm")'


def test_nobody_to_remind_is_said(address: str) -> None:
    send(
        address,
        [Report(unit.unit_id, "2018Q4", received=date(2018, 12, 15), version=2) for unit in UNITS if unit.unit_id != "S1"],
    )
    with pytest.raises(UsageError):
        made(address, "docx")
    assert len(openpyxl.load_workbook(made(address, "xlsx")).worksheets) == 2, "who came late is still listed"
    with pytest.raises(UsageError):
        made(address, "pdf")


def test_the_command_line(address: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for form in ("docx", "xlsx"):
        target = tmp_path / f"DonDoc.{form}"
        assert main(["reminders", "--period", "2018Q4", "--store", address, "-o", str(target)]) == 0
        assert target.read_bytes()[:2] == b"PK"
    capsys.readouterr()
    assert main(["reminders", "--period", "2018Q4", "--store", address, "--json", "--parent", "H2"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert [one["unit_id"] for one in told["reminded"]] == ["X3", "H2"]
    for wrong in (["-o", "x.pdf"], [], ["--json", "--parent", "H9"]):
        assert main(["reminders", "--period", "2018Q4", "--store", address, *wrong]) == 2
    assert main(["reminders", "--period", "2018Q9", "--store", address, "--json"]) == 2
    assert main(["reminders", "--period", "2018Q4", "--store", address, "-o", str(tmp_path / "no" / "x.docx")]) == 1


def test_words() -> None:
    assert [roman(number) for number in (1, 4, 9, 14, 40, 99)] == ["I", "IV", "IX", "XIV", "XL", "XCIX"]
    assert period_name(parse_period("2018H2")) == "6 tháng cuối năm 2018"
    assert (period_name(parse_period("2018")), label_name("2018M09"), label_name(None)) == ("năm 2018", "Tháng 9 năm 2018", "–")
