"""Sheets that lie about where they end, and values at the limits of what a cell may be."""

from __future__ import annotations

from tests.hostile.build import EITHER, READ, Case, one, report, report_parts, rows
from tests.hostile.sheets import SHEET, corners, grown, package


def _far(first: str, last: str, row: int) -> str:
    return f'<sheetData><row r="1"><c r="{first}"><v>1</v></c></row><row r="{row}"><c r="{last}"><v>1</v></c></row></sheetData>'


def _values(values: list[str], kind: str = "n") -> str:
    cells = "".join(f'<c r="{chr(65 + i)}1" t="{kind}"><v>{value}</v></c>' for i, value in enumerate(values))
    return rows(cells)


def _said(ref: str) -> bytes:
    return report({SHEET: report_parts()[SHEET].replace(b'<dimension ref="A1:D21" />', f'<dimension ref="{ref}"/>'.encode())})


CASES = [
    one("corner: A1 and XFD1048576", lambda: package(_far("A1", "XFD1048576", 1048576))),
    one(
        "corner: A1 and XFD1048576, dimension lied",
        lambda: package('<dimension ref="A1:B2"/>' + _far("A1", "XFD1048576", 1048576)),
    ),
    one(
        "corner: cells in the far corner, row not said",
        lambda: package('<sheetData><row><c r="A1"/></row><row><c r="XFD1048576"><v>1</v></c></row></sheetData>'),
    ),
    one("corner: thousands of them", lambda: package(corners(3000))),
    one("corner: a row far beyond the sheet", lambda: package(_far("A1", "A4294967295", 4294967295))),
    one("corner: a column far beyond the sheet", lambda: package(_far("A1", "ZZZZZZZ1", 2))),
    one("corner: row zero", lambda: package('<sheetData><row r="0"><c r="A0"><v>1</v></c></row></sheetData>')),
    one("corner: a negative row", lambda: package('<sheetData><row r="-1"><c r="A-1"><v>1</v></c></row></sheetData>')),
    one("corner: a place of letters only", lambda: package(rows('<c r="ABC"><v>1</v></c>'))),
    one(
        "corner: a place with single quotes",
        lambda: package(
            "<sheetData><row r='1'><c r='A1'><v>1</v></c></row><row r='1048576'><c r='XFD1048576'><v>1</v></c></row></sheetData>"
        ),
    ),
    one(
        "corner: rows run backwards",
        lambda: package(
            "<sheetData>" + "".join(f'<row r="{i}"><c r="A{i}"><v>1</v></c></row>' for i in range(50_000, 0, -1)) + "</sheetData>"
        ),
    ),
    one("dimension: said larger than the sheet", lambda: _said("A1:XFD1048576"), EITHER),
    one("dimension: said smaller than the sheet", lambda: _said("A1"), EITHER),
    one("dimension: nonsense", lambda: _said("ZZZZ99999999999:A-1"), EITHER),
    one("dimension: backwards", lambda: _said("D21:A1"), EITHER),
    one(
        "values: numbers at the limits",
        lambda: package(
            _values(["1e308", "1e309", "-1e309", "1e-400", "NaN", "Infinity", "-0", "0x10", "1" * 400, "٣", "1e", "--1"])
        ),
    ),
    one(
        "values: dates at the limits",
        lambda: package(_values(["0001-01-01", "9999-12-31T23:59:59", "10000-01-01", "-1", "2958466", "1900-02-29", "x"], "d")),
    ),
    one("values: numbers at the limits in a report", lambda: grown(b"<v>30</v>", b"<v>1e308</v>"), EITHER),
    one("values: places in a list that is not there", lambda: package(_values(["0", "-1", "4294967296", "x"], "s"))),
    one("values: kinds that do not exist", lambda: package(_values(["1", "2"], "zz") + _values(["2", "1"], "b"))),
    one(
        "values: control characters and escapes of a terminal",
        lambda: report(
            {SHEET: report_parts()[SHEET].replace(b"DLK-H643", "\x1b]0;x\x07\u009b31m_x001B_[31m&#27;[2J\u202e".encode())}
        ),
    ),
    one(
        "values: escapes of a terminal in a sheet's name",
        lambda: report(
            {
                "xl/workbook.xml": report_parts()["xl/workbook.xml"].replace(
                    "Thông tin chung".encode(), "&#x9b;31m_x001B_[2J\u202eT".encode()
                )
            }
        ),
        EITHER,
    ),
    one("values: formulas as text", lambda: report({SHEET: report_parts()[SHEET].replace(b"DLK-H643", b"=cmd|' /C calc'!A0")})),
    Case("values: nothing odd at all", lambda: one("", report).make(), READ),
]
