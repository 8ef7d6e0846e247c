"""What an analyst sends on the first day: each broken file gets one clear sentence with what to do, and loads nothing."""

from __future__ import annotations

import io
import zipfile

import openpyxl
import pytest

from loaders import Source, check
from store import open_store


def _rules(result) -> list[str]:
    return [finding.rule for finding in result.findings if finding.severity == "error"]


def _one_sentence(result, rule: str) -> None:
    assert _rules(result) == [rule]
    finding = next(finding for finding in result.findings if finding.rule == rule)
    for text in (finding.message.vi, finding.message.en):
        assert "…" not in text.replace("«…»", "")
        assert text.endswith(".")
        assert "Traceback" not in text
    assert result.counts["rows_loaded"] == 0


def test_an_empty_file(checked) -> None:
    result = checked(b"")
    assert result.outcome == "unreadable"
    _one_sentence(result, "empty_file")


def test_a_picture_renamed_to_xlsx(checked) -> None:
    result = checked(b"\x89PNG\r\n\x1a\n" + bytes(500))
    assert result.outcome == "unreadable"
    _one_sentence(result, "not_a_workbook")


def test_a_workbook_with_a_password(checked) -> None:
    # An encrypted workbook is an old-style container that names its encrypted package in UTF-16.
    encrypted = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "EncryptedPackage".encode("utf-16-le") + bytes(600)
    result = checked(encrypted)
    assert result.outcome == "unreadable"
    _one_sentence(result, "password_protected")


def test_last_years_form(checked, bent) -> None:
    def older(book: openpyxl.Workbook) -> None:
        sheet = book["Thông tin chung"]
        for row in (9, 10, 17):  # stage, edition and TTHC procedures had other names
            sheet.cell(row, 2).value = f"Mục cũ {row}"

    result = checked(bent(older))
    assert result.outcome == "unrecognised"
    _one_sentence(result, "form_incomplete")
    assert "Tình trạng" in result.findings[0].message.vi


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("Kỳ báo cáo: Quý IV năm 2081 (Từ ngày 15/9/2081 đến ngày 14/12/2081)", "period_in_future"),
        ("Kỳ báo cáo: Quý IV năm 2018 (Từ ngày 15/9/2017 đến ngày 14/12/2017)", "period_dates_differ"),
        ("Kỳ báo cáo: Quý V năm 2018", "period_missing"),
    ],
)
def test_a_wrong_period(checked, bent, line: str, rule: str) -> None:
    def wrong(book: openpyxl.Workbook) -> None:
        for sheet, cell in (("Thông tin chung", "A2"), ("Giải quyết TTHC", "C2")):
            book[sheet][cell] = line

    result = checked(bent(wrong))
    assert result.outcome == "returned"
    assert set(_rules(result)) == {rule}
    assert result.counts["rows_loaded"] == 0


def test_a_period_other_than_the_one_being_loaded(registered, bent) -> None:
    data = bent(lambda book: None)
    (result,) = check([Source("a.xlsx", data)], address=str(registered), period="2019Q1").outcome.files
    assert result.outcome == "returned"
    _one_sentence(result, "period_not_expected")


def test_a_unit_that_nobody_knows(checked, bent) -> None:
    def stranger(book: openpyxl.Workbook) -> None:
        book["Thông tin chung"]["C5"] = "DLK-X99999"
        book["Thông tin chung"]["C6"] = "UBND thành phố Buôn Ma Thuộc"

    result = checked(bent(stranger))
    assert result.outcome == "returned"
    _one_sentence(result, "unknown_unit")
    (finding,) = result.findings
    assert (finding.sheet, finding.cell) == ("Thông tin chung", "C5")
    assert "Buôn Ma Thuột" in finding.message.vi  # the nearest name of the register is offered, not taken


def test_somebody_elses_code(checked, bent) -> None:
    def copied(book: openpyxl.Workbook) -> None:
        book["Thông tin chung"]["C5"] = "DLK-H644"

    result = checked(bent(copied))
    assert result.outcome == "returned"
    _one_sentence(result, "unit_mismatch")


def test_a_file_cut_short(checked, bent) -> None:
    data = bent(lambda book: None)
    result = checked(data[: len(data) // 2])
    assert result.outcome == "unreadable"
    _one_sentence(result, "damaged_file")


def test_a_bomb_is_refused_at_the_gate(checked) -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as bundle:
        bundle.writestr("xl/workbook.xml", bytes(100_000_000))
    result = checked(target.getvalue())
    assert result.outcome == "unreadable"
    _one_sentence(result, "unsafe_archive")


def test_a_cell_in_the_far_corner_ends_nothing(checked) -> None:
    book = openpyxl.Workbook()
    book.active["A1"] = 1
    book.active["XFD1048576"] = 1
    target = io.BytesIO()
    book.save(target)
    result = checked(target.getvalue())
    assert result.outcome == "unreadable"
    _one_sentence(result, "unsafe_archive")


def test_without_a_register_the_analyst_is_told_to_load_one(tmp_path, bent) -> None:
    data = bent(lambda book: None)
    (result,) = check([Source("a.xlsx", data)], address=str(tmp_path / "new")).outcome.files
    assert result.outcome == "returned"
    _one_sentence(result, "register_empty")


def test_bad_files_leave_the_store_as_it_was(store_address, checked) -> None:
    before = open_store(store_address).version()
    check([Source("a.xlsx", b""), Source("b.xlsx", b"PK\x03\x04")], address=store_address)
    assert open_store(store_address).version() == before
