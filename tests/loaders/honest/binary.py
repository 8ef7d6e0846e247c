"""A writer of .xlsb, small but to the letter of the format: records of a type, a length and a content."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Sequence
from datetime import date
from typing import Any

from tests.loaders.honest.paper import Formula, Page

TYPES = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="bin" ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.main"/></Types>"""
RELATIONS = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
)
KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
ERROR_CODES = {"#NULL!": 0, "#DIV/0!": 7, "#VALUE!": 15, "#REF!": 23, "#NAME?": 29, "#NUM!": 36, "#N/A": 42}


def by_hand(pages: Sequence[Page], *, mac_dates: bool = False) -> bytes:
    """An .xlsb; a text such as «#REF!» becomes the error itself."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as bundle:
        bundle.writestr("[Content_Types].xml", TYPES)
        book = f'<Relationship Id="rId1" Type="{KIND}/officeDocument" Target="xl/workbook.bin"/>'
        bundle.writestr("_rels/.rels", RELATIONS.format(book))
        bundle.writestr("xl/workbook.bin", _workbook(pages, mac_dates))
        links = "".join(
            f'<Relationship Id="rId{i + 1}" Type="{KIND}/worksheet" Target="worksheets/sheet{i + 1}.bin"/>'
            for i in range(len(pages))
        )
        styles = f'<Relationship Id="rIdS" Type="{KIND}/styles" Target="styles.bin"/>'
        bundle.writestr("xl/_rels/workbook.bin.rels", RELATIONS.format(links + styles))
        bundle.writestr("xl/styles.bin", _styles())
        for i, page in enumerate(pages):
            bundle.writestr(f"xl/worksheets/sheet{i + 1}.bin", _sheet(page, mac_dates))
    return target.getvalue()


def _workbook(pages: Sequence[Page], mac_dates: bool) -> bytes:
    sheets = b"".join(
        _record(156, struct.pack("<2I", int(page.hidden), i + 1) + _text(f"rId{i + 1}") + _text(page.name))
        for i, page in enumerate(pages)
    )
    properties = _record(153, struct.pack("<2I", int(mac_dates), 0) + _text(""))
    return _record(131) + properties + _record(143) + sheets + _record(144) + _record(132)


def _styles() -> bytes:
    shapes = b"".join(_record(47, struct.pack("<2H", 0, number) + bytes(12)) for number in (0, 14))
    return _record(278) + _record(617, struct.pack("<I", 2)) + shapes + _record(618) + _record(279)


def _sheet(page: Page, mac_dates: bool) -> bytes:
    rows = sorted({row for row, _ in page.cells})
    columns = [column for _, column in page.cells]
    body = [_record(129), _record(148, struct.pack("<4I", rows[0], rows[-1], min(columns), max(columns))), _record(145)]
    for row in rows:
        hidden = 0x10 if row in page.hidden_rows else 0
        body.append(_record(0, struct.pack("<2IH4BI", row, 0, 300, 0, hidden, 0, 0, 0)))
        body += [_cell(column, page.cells[row, column], mac_dates) for at, column in sorted(page.cells) if at == row]
    body.append(_record(146))
    if page.merges:
        areas = [_record(176, struct.pack("<4I", top, bottom, left, right)) for top, left, bottom, right in page.merges]
        body += [_record(177, struct.pack("<I", len(areas))), *areas, _record(178)]
    return b"".join([*body, _record(130)])


def _cell(column: int, value: Any, mac_dates: bool) -> bytes:
    value = value.result if isinstance(value, Formula) else value
    if isinstance(value, date):
        epoch = date(1904, 1, 1) if mac_dates else date(1899, 12, 30)
        return _record(5, struct.pack("<2Id", column, 1, (value - epoch).days))
    if isinstance(value, str) and value in ERROR_CODES:
        return _record(3, struct.pack("<2IB", column, 0, ERROR_CODES[value]))
    if isinstance(value, str):
        return _record(6, struct.pack("<2I", column, 0) + _text(value))
    return _record(5, struct.pack("<2Id", column, 0, value))


def _text(text: str) -> bytes:
    encoded = text.encode("utf-16-le")
    return struct.pack("<I", len(encoded) // 2) + encoded


def _record(kind: int, content: bytes = b"") -> bytes:
    head = bytes([kind]) if kind < 128 else bytes([kind & 0x7F | 0x80, kind >> 7])
    size, length = len(content), bytearray()
    while True:
        length.append(size & 0x7F | (0x80 if size > 127 else 0))
        size >>= 7
        if not size:
            return head + bytes(length) + content
