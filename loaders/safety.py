"""What a workbook must not hold, looked for in its bytes before a parser sees them. Runs in the reading process only.

Each check is a search that costs next to nothing on an honest workbook. What it cannot foresee meets the limits of the
process; what it can gets a sentence that says what is odd.
"""

from __future__ import annotations

import re

from base import settings
from loaders.packages import Package, Unsafe

PROLOG = 4096
LONGEST_TEXT = 128 * 1024  # Excel allows 32 767 letters in a cell
# Parts that no reader of cells opens.
_NEVER_READ = (
    "docProps/",
    "xl/theme/",
    "xl/media/",
    "xl/drawings/",
    "xl/printerSettings/",
    "customXml/",
    "Pictures/",
    "Thumbnails/",
)
_READ = (".xml", ".rels", ".bin")
_ENCODING = re.compile(rb"<\?xml[^>]*?\bencoding\s*=\s*[\"']([^\"']*)", re.IGNORECASE)
_PLAIN = (b"utf-8", b"utf8", b"us-ascii", b"ascii")
_DIMENSION = re.compile(rb'<(?:\w+:)?dimension\b[^>]*?\bref="(?:[A-Z]+\d+:)?([A-Z]{1,3})(\d{1,7})"')
_PLACE = re.compile(rb"<(?:\w+:)?c\b[^>]*?\br=[\"']([A-Z]{1,7})(\d{1,10})[\"'][^>]*(?<!/)>")
_ROW = re.compile(rb"<(?:\w+:)?row\b[^>]*?\br=[\"'](\d{1,10})[\"']")

_SPACES = re.compile(rb'\btext:c="(\d+)"')
_TABLE = re.compile(rb"<table:(?:(table-row)|(?:covered-)?table-cell)\b([^>]*)>")
_ROWS, _COLUMNS = (re.compile(rb'number-%s-repeated="(\d+)"' % what) for what in (b"rows", b"columns"))
_SHORTEST_CELL = len("<c/>")
_SHEET_RECORD = b"\x85\x00"  # the record of an .xls that names a sheet


def demand_safe_parts(package: Package, kind: str) -> None:
    """Raises Unsafe where a part must not be parsed, zipfile.BadZipFile where one is not what its headers say."""
    for name in package.namelist():
        if not name.endswith(_READ) or name.startswith(_NEVER_READ):
            continue
        part = package.read(name)
        if name.endswith(".bin"):
            continue
        _demand_plain(part)
        if "worksheets/" in name and kind == "xlsx":
            _demand_near_corners(part)
        elif name == "content.xml" and kind == "ods":
            _demand_few_repeated(part)


def demand_few_sheets(count: int) -> None:
    """Raises Unsafe where a workbook has more sheets than the setting allows."""
    most = settings.limit("QMS_MAX_SHEETS")
    if count > most:
        raise Unsafe(f"{count} trang, quá {most}", f"{count} sheets, above {most}")


def demand_safe_records(data: bytes) -> None:
    """Raises Unsafe where an .xls names more sheets than a workbook has."""
    # the two bytes also occur by chance, once in 64 KiB
    demand_few_sheets(data.count(_SHEET_RECORD) - len(data) // 16_384)


def _demand_plain(xml: bytes) -> None:
    """XML that is UTF-8, declares no entities and has no text longer than a cell may be."""
    prolog = xml[:PROLOG]
    if b"<!DOCTYPE" in prolog or b"<!ENTITY" in prolog or b"<!DOCTYPE" in xml[PROLOG : 64 * PROLOG]:
        raise Unsafe("khai báo thực thể XML", "it declares XML entities")
    said = _ENCODING.search(prolog)
    if b"\x00" in prolog or (said and said[1].lower() not in _PLAIN):
        raise Unsafe("chữ không mã hóa bằng UTF-8", "letters not coded in UTF-8")
    # each look finds the next tag within a few bytes, unless there is none for far too long
    if any(xml.find(b"<", at, at + LONGEST_TEXT) < 0 for at in range(0, len(xml) - LONGEST_TEXT, LONGEST_TEXT)):
        raise Unsafe("một ô hoặc khoảng trắng quá dài", "a cell or a gap that is far too long")


def _demand_near_corners(xml: bytes) -> None:
    """The reader allots the whole rectangle between the outermost filled cells; a far corner would take gigabytes."""
    most = settings.limit("QMS_MAX_CELLS")
    if len(xml) > _SHORTEST_CELL * most and xml.count(b"<c") > most:
        raise Unsafe(f"hơn {most} ô", f"more than {most} cells")
    stated = _DIMENSION.search(xml, 0, PROLOG)
    height, width = (int(stated[2]), _column_number(stated[1])) if stated else (0, 0)
    if 0 < height * width <= most and height >= _last_row(xml):
        return
    places = _PLACE.findall(xml)  # what is stated may be a lie, or only formatted: the filled cells tell
    height = max((int(row) for _, row in places), default=0)
    width = max(map(_column_number, {column for column, _ in places}), default=0)
    if height * width > most:
        raise Unsafe(f"vùng dữ liệu {height} dòng × {width} cột", f"a used range of {height} rows × {width} columns")


def _last_row(xml: bytes) -> int:
    """The number of the last row that has one."""
    last = _ROW.search(xml, max(xml.rfind(b"<row "), 0))
    return int(last[1]) if last else 0


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _demand_few_repeated(xml: bytes) -> None:
    """A table of an .ods may say that a row or a cell stands for thousands; blank ones at the end of it are harmless."""
    most = settings.limit("QMS_MAX_CELLS")
    if any(int(count[:9]) > LONGEST_TEXT for count in _SPACES.findall(xml)):
        raise Unsafe("một ô quá dài", "a cell that is far too long")
    cells = rows = width = filled = 0
    for row, attributes in _TABLE.findall(xml):
        if row:
            cells += rows * filled
            rows, width, filled = _count(_ROWS, attributes), 0, 0
        else:
            width += _count(_COLUMNS, attributes)
            filled = width if b"office:value" in attributes else filled
    cells += rows * filled
    if cells > most:
        raise Unsafe(f"các ô lặp lại thành {cells} ô", f"repeated cells that make {cells}")


def _count(pattern: re.Pattern[bytes], attributes: bytes) -> int:
    found = pattern.search(attributes)
    return int(found[1][:18]) if found else 1
