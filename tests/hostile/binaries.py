"""Hostile .xls, .xlsb and .ods: absurd lengths, loops, far corners, cells repeated two thousand million times."""

from __future__ import annotations

import struct

from tests.hostile.build import Case, Member, member, one, raw_zip, repeated
from tests.hostile.containers import (
    OPEN_DOCUMENT,
    compound,
    number_cell,
    ods,
    ods_cell,
    ods_row,
    record,
    xls,
    xls_stream,
    xlsb,
    xlsb_cell,
    xlsb_record,
    xlsb_sheet,
)

CELLS = number_cell(0, 0, 1) + number_cell(1, 1, 2)


def _dimensions(rows: int, columns: int) -> bytes:
    return record(0x0200, struct.pack("<IIHHH", 0, rows, 0, columns & 0xFFFF, 0))


def _strings(count: int, unique: int, text: bytes = b"\x01\x00\x00a") -> bytes:
    return record(0x00FC, struct.pack("<II", count & 0xFFFFFFFF, unique & 0xFFFFFFFF) + text)


def _continued(times: int) -> bytes:
    """One string of hundreds of megabytes, over continuation records."""
    return _strings(1, 1, b"\xff\xff\x00" + b"x" * 8000) + record(0x003C, b"\x00" + b"x" * 8000) * times


def _big_ods() -> bytes:
    """A content.xml that packs a thousandfold."""
    row = (ods_row(ods_cell())).encode() * 5000
    packed, crc, size = repeated(row, 300, b'<?xml version="1.0"?><office:document-content><table:table>', b"</table:table>")
    kind = member("mimetype", OPEN_DOCUMENT)
    return raw_zip([kind, Member("content.xml", packed, crc, size)])


def _xls(name: str, sheet: bytes = CELLS, book: bytes = b"", **more: int) -> Case:
    return one(f"xls: {name}", lambda: xls(sheet, book, **more), file="a.xls")


def _compound(name: str, **more: object) -> Case:
    return one(f"xls: {name}", lambda: compound({"Workbook": xls_stream(CELLS * 500)}, **more), file="a.xls")  # type: ignore[arg-type]


def _xlsb(name: str, sheet: bytes, strings: bytes | None = None) -> Case:
    return one(f"xlsb: {name}", lambda: xlsb(sheet, strings=strings), file="a.xlsb")


def _ods(name: str, table: str) -> Case:
    return one(f"ods: {name}", lambda: ods(table), file="a.ods")


CASES = [
    _xls("nothing odd at all"),
    _xls("a record longer than the file", CELLS + record(0x0203, b"", 0xFFFF)),
    _xls("records of no length without end", record(0x0203) * 500_000),
    _xls("a number cell cut short", record(0x0203, b"\0\0")),
    _xls("a text cell that says 64 KiB", record(0x0204, struct.pack("<HHHHB", 0, 0, 0, 0xFFFF, 0))),
    _xls("multiple cells from last to first", record(0x00BD, struct.pack("<HH", 0, 255) + bytes(6) + struct.pack("<H", 0))),
    _xls("multiple blank cells", record(0x00BE, struct.pack("<HHHH", 0, 0xFFFF, 0, 0))),
    _xls("dimensions of the whole world", _dimensions(0xFFFFFFFF, 0xFFFF) + CELLS),
    _xls("dimensions that overflow", _dimensions(0x80000000, 0x8000) + CELLS),
    _xls("dimensions cut short", record(0x0200, b"\0\0") + CELLS),
    _xls("far corner", number_cell(0, 0, 1) + number_cell(65535, 255, 1)),
    _xls("beyond the far corner", number_cell(0, 0, 1) + number_cell(65535, 65535, 1)),
    _xls("four thousand million shared strings", CELLS, _strings(0xFFFFFFFF, 0xFFFFFFFF)),
    _xls("a shared string without its end", CELLS, _strings(1, 1, b"\xff\xff\x01")),
    _xls("a shared string of many runs", CELLS, _strings(1, 1, b"\x01\x00\x08\xff\xffa")),
    _xls("a shared string of four gigabytes of marks", CELLS, _strings(1, 1, b"\x01\x00\x04\xff\xff\xff\xffa")),
    _xls("a shared string of 16 MB in pieces", CELLS, _continued(2000)),
    _xls("a place in a list of strings that is not there", record(0x00FD, struct.pack("<HHHI", 0, 0, 0, 0xFFFFFFFF))),
    _xls("a sheet that starts behind the file", at=0x7FFFFFFF),
    _xls("a sheet that starts inside itself", at=0),
    _xls("two million sheets", b"", record(0x0085, struct.pack("<IBBBB", 60, 0, 0, 1, 0) + b"a") * 200_000),
    _xls("a name of a defined range without end", CELLS, record(0x0018, bytes(3) + b"\xff" + b"\xff\xff" + bytes(8))),
    _xls("number formats that lie", CELLS, record(0x041E, struct.pack("<HH", 164, 0xFFFF) + b"\x01yy") * 1000),
    _xls("formulas without their result", record(0x0006, struct.pack("<HHHQHIH", 0, 0, 0, 0xFFFF, 0, 0, 0xFFFF) + b"\x43")),
    _xls("merged ranges that lie", CELLS + record(0x00E5, struct.pack("<H", 0xFFFF))),
    _xls("a password", CELLS, record(0x002F, b"\x01" + bytes(53))),
    _xls("BIFF5", CELLS, version=0x0500),
    _xls("BIFF of the year 65535", CELLS, version=0xFFFF),
    one("xls: BIFF4 without a container", lambda: record(0x0409, bytes(6)) + CELLS + record(0x000A), file="a.xls"),
    one("xls: BIFF2 without a container", lambda: record(0x0009, bytes(4)) + CELLS + record(0x000A), file="a.xls"),
    one("xls: a compound file that is Word", lambda: compound({"WordDocument": bytes(9000)}), file="a.xls"),
    one(
        "xls: encrypted package", lambda: compound({"EncryptionInfo": bytes(99), "EncryptedPackage": bytes(9000)}), file="a.xlsx"
    ),
    one("xls: no streams", lambda: compound({}), file="a.xls"),
    one(
        "xls: a thousand streams",
        lambda: compound({f"s{i}": b"" for i in range(1000)} | {"Workbook": xls_stream()}),
        file="a.xls",
    ),
    _compound("sector table loops on itself", table=dict.fromkeys(range(5), 0)),
    _compound("sector table loops over two", table={0: 1, 1: 0}),
    _compound("sector table points behind the file", table={0: 0x00FFFFFF}),
    _compound("folder loops", table={i: i for i in range(15, 18)}),
    _compound("stream said to have four gigabytes", sizes={"Workbook": 0xFFFFFFFF}),
    _compound("stream said to have exbibytes", sizes={"Workbook": 1 << 62}),
    _compound("sectors of 2^65535 bytes", header={30: b"\xff\xff"}),
    _compound("sectors of one byte", header={30: b"\x00\x00"}),
    _compound("a sector table of millions", header={44: b"\xff\xff\xff\x7f"}),
    _compound("a table of tables that loops", header={68: struct.pack("<II", 0, 0x00FFFFFF)}),
    _compound("small sectors of 2^65535 bytes", header={32: b"\xff\xff"}),
    _compound("a folder behind the file", header={48: b"\xff\xff\xff\x0f"}),
    _compound("a table of small sectors that loops", header={60: struct.pack("<II", 0, 0xFFFFFF)}),
    one("xls: a head alone", lambda: compound({"Workbook": b""})[:512], file="a.xls"),
    _xlsb("nothing odd at all", xlsb_sheet(xlsb_cell(0, 0))),
    _xlsb("a record of 256 MiB", xlsb_sheet(xlsb_record(0x05, b"", (1 << 28) - 1))),
    _xlsb("a length without end", xlsb_sheet(b"\x05" + b"\xff" * 50)),
    _xlsb("dimension of the whole world", xlsb_sheet(xlsb_cell(0, 0), last=(0xFFFFFFFF, 0xFFFFFFFF))),
    _xlsb("dimension of a sheet", xlsb_sheet(xlsb_cell(0, 0), last=(1048575, 16383))),
    _xlsb("far corner", xlsb_sheet(xlsb_cell(0, 0) + xlsb_cell(1048575, 16383))),
    _xlsb("beyond the far corner", xlsb_sheet(xlsb_cell(0, 0) + xlsb_cell(0xFFFFFFFF, 0xFFFFFFFF))),
    _xlsb("a cell cut short", xlsb_sheet(xlsb_record(0x05, b"\0"))),
    _xlsb("a text that says four gigabytes", xlsb_sheet(xlsb_record(0x06, struct.pack("<IIi", 0, 0, -1) + b"xx"))),
    _xlsb("a place in a list of strings that is not there", xlsb_sheet(xlsb_record(0x07, struct.pack("<III", 0, 0, 0xFFFFFFFF)))),
    _xlsb(
        "four thousand million shared strings",
        xlsb_sheet(xlsb_cell(0, 0)),
        xlsb_record(0x9F, struct.pack("<II", 0xFFFFFFFF, 0xFFFFFFFF)),
    ),
    _xlsb("a million rows", xlsb_sheet(xlsb_record(0x00, struct.pack("<IIHHB", 7, 0, 300, 0, 0) + bytes(4)) * 1_000_000)),
    _xlsb("nothing", b""),
    _ods("nothing odd at all", ods_row(ods_cell())),
    _ods("a row repeated 2^31 times", ods_row(ods_cell(), 2**31)),
    _ods("a row repeated 2^64 times", ods_row(ods_cell(), 2**64)),
    _ods("a row repeated a negative number of times", ods_row(ods_cell(), -1)),
    _ods("a cell repeated 2^31 times", ods_row(ods_cell("1", 2**31))),
    _ods("a blank cell repeated 2^31 times before a cell", ods_row(ods_cell("", 2**31) + ods_cell())),
    _ods("blank rows repeated 2^31 times before a row", ods_row(ods_cell(""), 2**31) + ods_row(ods_cell())),
    _ods("a million rows of a thousand cells by repeating", ods_row(ods_cell("1", 1000), 1_000_000)),
    _ods("thousands of repeated rows", ods_row(ods_cell("1", 200), 200) * 2000),
    _ods("a blank sheet, repeated to its end", ods_row(ods_cell("", 16384), 1048576)),
    _ods("repeating that is no number", ods_row(ods_cell("1", "x"), "1e9")),
    _ods(
        "a text of 20 MB",
        ods_row(f'<table:table-cell office:value-type="string"><text:p>{"x" * 20_000_000}</text:p></table:table-cell>'),
    ),
    _ods(
        "spaces by number",
        ods_row('<table:table-cell office:value-type="string"><text:p><text:s text:c="2147483647"/></text:p></table:table-cell>'),
    ),
    _ods("tables in tables", "<table:table><table:table-row><table:table-cell>" * 20_000),
    _ods(
        "values at the limits",
        ods_row(
            ods_cell("1e309") + ods_cell("NaN") + ods_cell("-") + "<table:table-cell "
            'office:value-type="date" office:date-value="99999-99-99T99:99:99"/>'
        ),
    ),
    one(
        "ods: a password",
        lambda: ods(
            ods_row(ods_cell()),
            more={
                "META-INF/manifest.xml": (
                    b'<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
                    b"<manifest:file-entry "
                    b'manifest:full-path="content.xml" manifest:size="99"><manifest:encryption-data manifest:checksum="x"/>'
                    b"</manifest:file-entry></manifest:manifest>"
                )
            },
        ),
        file="a.ods",
    ),
    one("ods: 300 MB of rows", _big_ods, file="a.ods"),
    one("ods: no content", lambda: raw_zip([member("mimetype", OPEN_DOCUMENT)]), file="a.ods"),
]
