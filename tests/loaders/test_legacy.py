"""Workbooks typed in the fonts of before Unicode: by font first, by letters second; every unit back to itself."""

from __future__ import annotations

import copy
import io
from pathlib import Path

import openpyxl
import pytest
from openpyxl.styles import Font

from loaders import legacy
from loaders.folding import fold
from loaders.workbook import Reader

CASE = Path(__file__).resolve().parents[2] / "data" / "samples" / "dak-lak-2018"
OLD = {"tcvn3": {new: old for old, new in legacy._TCVN3.items()}, "vni": {new: old for old, new in reversed(legacy._VNI.items())}}


def typed(text: str, encoding: str) -> str:
    """The text as somebody typed it in an old font. TCVN3 has no toned capitals: they were typed in a capitals' font."""
    return "".join(OLD[encoding].get(letter) or OLD[encoding].get(letter.lower(), letter) for letter in text)


def retyped(encoding: str, font: str | None) -> bytes:
    book = openpyxl.load_workbook(CASE / "reports" / "DLK-H643_2018Q4.xlsx")
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, str) and not cell.value.isascii():
                    cell.value = typed(cell.value, encoding)
                    if font:
                        changed = copy.copy(cell.font)
                        cell.font = Font(name=font, size=changed.size, bold=changed.bold)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


@pytest.mark.parametrize(("encoding", "font"), [("tcvn3", ".VnTime"), ("vni", "VNI-Times"), ("tcvn3", None), ("vni", None)])
def test_a_report_in_an_old_font_reads_like_the_same_in_unicode(checked, encoding: str, font: str | None) -> None:
    meant = Reader().read("xlsx", (CASE / "reports" / "DLK-H643_2018Q4.xlsx").read_bytes())
    data = retyped(encoding, font)
    found = Reader().read("xlsx", data)
    assert found["entries"][0]["unit"]["name"] == "UBND thành phố Buôn Ma Thuột"
    for relation in ("status", "procedure", "handling"):
        assert found["relations"][relation] == meant["relations"][relation]
    result = checked(data)
    assert result.outcome == "accepted"
    assert {finding.rule for finding in result.findings} == {"text_converted"}
    assert {finding.severity for finding in result.findings} == {"info"}


def test_a_capitals_font_is_read_as_capitals() -> None:
    assert legacy.encoding_of_font(".VnTimeH") == "tcvn3_capitals"
    assert legacy.convert("UBND x· Hßa B×nh", "tcvn3_capitals") == "UBND XÃ HÒA BÌNH"
    assert legacy.convert("Céng hoµ x· héi chñ nghÜa ViÖt Nam", "tcvn3") == "Cộng hoà xã hội chủ nghĩa Việt Nam"
    assert legacy.encoding_of_font("Times New Roman") is None


@pytest.mark.parametrize("encoding", ["tcvn3", "vni"])
def test_every_name_of_the_register_comes_back(encoding: str) -> None:
    sheet = openpyxl.load_workbook(CASE / "DanhMucDonVi.xlsx").active
    names = [row[1] for row in sheet.iter_rows(min_row=2, values_only=True)]
    assert len(names) == 248
    assert [name for name in names if fold(legacy.convert(typed(name, encoding), encoding)) != fold(name)] == []


def test_unicode_text_is_never_converted() -> None:
    sheet = openpyxl.load_workbook(CASE / "DanhMucDonVi.xlsx").active
    for row in sheet.iter_rows(min_row=2, values_only=True):
        assert legacy.encoding_of_letters(row[1]) is None
