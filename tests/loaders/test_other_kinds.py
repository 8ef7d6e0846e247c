"""Workbooks in .xls, .ods and .xlsb lose nothing in silence: errors, formulas without results, hidden rows, merged cells."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from loaders import biff8, biff12
from loaders.workbook import Reader
from tests.loaders.honest.binary import by_hand
from tests.loaders.honest.corpus import laid_out
from tests.loaders.honest.dossier_sheets import FORM, rows, table, titled
from tests.loaders.honest.paper import Page

FAULTY = Path(__file__).parent / "honest" / "fixtures" / "faulty"
PLANTED = {
    ("error_cell", "E9", "#DIV/0!"), ("error_cell", "F10", "#N/A"), ("merged_value", "G11", "40"), ("merged_value", "G12", "40"),
    ("hidden_content", "A13", None), ("text_converted", "B9", "§Êt ®ai"),
}  # fmt: skip


def said(kind: str, data: bytes) -> set[tuple[str, str | None, str | None]]:
    return {(finding["rule"], finding["cell"], finding["value"]) for finding in Reader().read(kind, data)["findings"]}


@pytest.mark.parametrize("kind", ["xls", "ods", "xlsx"])
def test_every_fault_that_libreoffice_kept_is_named(kind: str) -> None:
    assert said(kind, (FAULTY / f"faulty.{kind}").read_bytes()) == PLANTED


def test_every_fault_of_an_xlsb_is_named() -> None:
    page = Page("Biểu 06a")
    table(page, titled(page), 0, FORM, rows(200), total=None)
    page.put(8, 4, "#DIV/0!")
    page.put(9, 5, "#N/A")
    page.merge(10, 6, 11, 6, 40)
    del page.cells[11, 6]
    page.hidden_rows = (12,)
    assert said("xlsb", by_hand([page])) == {one for one in PLANTED if one[0] != "text_converted"}


def test_a_formula_of_an_ods_without_a_result_is_named() -> None:
    data = (FAULTY.parent / "f2_as_the_circular_prints_it.lo.ods").read_bytes()
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(target, "w") as after:
        for name in before.namelist():
            part = before.read(name)
            if name == "content.xml":
                start = part.index(b"<table:table-cell", part.index("Hộ tịch".encode()))
                end = part.index(b"</table:table-cell>", start)
                part = part[:start] + b'<table:table-cell table:formula="of:=SUM([.D10:.F10])">' + part[end:]
            after.writestr(name, part)
    assert ("formula_without_value", "C10", "") in said("ods", target.getvalue())


def test_dates_of_an_xlsb_are_counted_from_1900_or_1904() -> None:
    for mac in (False, True):
        found = laid_out("f4_dates_counted_from_1904")
        reading = Reader().read("xlsb", by_hand(found.pages, mac_dates=mac))
        assert reading["form"] == "consolidated"
        days = {str(day) for day in reading["relations"]["status"]["announced_on"] if day}
        assert len(days) > 3
        assert days == {value for (*_, name), value in found.expected.items() if name == "announced_on"}


def test_the_record_scans_end_at_whatever_they_are_given() -> None:
    whole = (FAULTY / "faulty.xls").read_bytes()
    assert biff8.scan_xls(whole)[0]["Biểu 06a"].cells != []
    for at in range(0, len(whole), 97):
        for data in (whole[:at], whole[:at] + bytes([whole[at] ^ 0xFF]) + whole[at + 1 :]):
            lost, fonts = biff8.scan_xls(data)
            assert len(lost) + len(fonts) < 100
    sheet = zipfile.ZipFile(io.BytesIO(by_hand(laid_out("f3_totals_only").pages))).read("xl/worksheets/sheet1.bin")
    for at in range(0, len(sheet), 31):
        for part in (sheet[:at], sheet[:at] + bytes([sheet[at] ^ 0xFF]) + sheet[at + 1 :]):
            target = io.BytesIO()
            with zipfile.ZipFile(target, "w") as bundle:
                for name, data in _parts(by_hand(laid_out("f3_totals_only").pages)):
                    bundle.writestr(name, part if name.endswith("sheet1.bin") else data)
            with zipfile.ZipFile(target) as bundle:
                assert set(biff12.scan_xlsb(bundle)) == {"Biểu 07b"}


def _parts(data: bytes) -> list[tuple[str, bytes]]:
    with zipfile.ZipFile(io.BytesIO(data)) as bundle:
        return [(name, bundle.read(name)) for name in bundle.namelist()]
