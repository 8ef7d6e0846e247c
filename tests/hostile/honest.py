"""Honest workbooks that are large, which no limit may turn away; also filled with faults, row by row."""

from __future__ import annotations

import re
from collections.abc import Callable

from tests.hostile.build import book, report, report_parts, zipped

_PROCEDURES, _HANDLING = "xl/worksheets/sheet2.xml", "xl/worksheets/sheet3.xml"
_ROW = re.compile(rb'<row r="(\d+)".*?</row>', re.DOTALL)


def procedures(count: int, *, days: bytes = b"30", instead: bytes = b"") -> bytes:
    """A report that lists so many procedures more (form F1): `days` is what each may take, `instead` a cell in its place."""

    def changed(row: bytes) -> bytes:
        cell = re.search(rb'<c r="(H\d+)"[^>]*><v>30</v></c>', row)
        assert cell
        fresh = instead.replace(b"A1", cell[1]) if instead else cell[0].replace(b"<v>30</v>", b"<v>" + days + b"</v>")
        fresh = fresh if days.isdigit() else fresh.replace(b't="n"', b't="str"')
        return row.replace(cell[0], fresh)

    return report({_PROCEDURES: _grown(_PROCEDURES, 4, count, changed)})


def groups(count: int) -> bytes:
    """A report with so many group rows more: a row that holds nothing but a name."""
    part = _PROCEDURES

    def changed(row: bytes) -> bytes:
        cell = re.search(rb'<c r="C\d+".*?</c>', row)
        assert cell
        return re.sub(rb"(<row[^>]*>).*(</row>)", lambda found: found[1] + cell[0] + found[2], row, flags=re.DOTALL)

    return report({part: _grown(part, 4, count, changed)})


def days(count: int) -> bytes:
    """A list of activities (form F7), each in a quarter of its own."""
    heads = ("STT", "Tên đơn vị", "Hoạt động", "Ngày", "Nội dung")
    texts = ["".join(f'<c t="inlineStr"><is><t>{head}</t></is></c>' for head in heads)]
    for i in range(count):
        day = f"{1 + i % 28:02d}/{1 + i // 28 % 12:02d}/{1900 + i // 336 % 190}"
        cells = ("Sở Nội vụ", "Kiểm tra", day, "Nội dung")
        texts.append(f"<c><v>{i + 1}</v></c>" + "".join(f'<c t="inlineStr"><is><t>{cell}</t></is></c>' for cell in cells))
    xml = "".join(f'<row r="{i + 1}">{text}</row>' for i, text in enumerate(texts))
    return zipped(book(f"<sheetData>{xml}</sheetData>"))


def handling(count: int) -> bytes:
    """A report with so many fields of work more (form F2)."""
    return report({_HANDLING: _grown(_HANDLING, 8, count, lambda row: row)})


def _grown(part: str, first: int, count: int, changed: Callable[[bytes], bytes]) -> bytes:
    """A sheet with its row `first` repeated below the last one, each with a number and a name of its own."""
    xml = report_parts()[part]
    rows = {int(match[1]): match[0] for match in _ROW.finditer(xml)}
    made = []
    for i in range(count):
        at = b"%d" % (max(rows) + 1 + i)
        row = changed(re.sub(rb'r="([A-Z]?)%d"' % first, rb'r="\g<1>%s"' % at, rows[first]))
        row = row.replace(b"QT-001", b"QT-%d" % (10_000 + i)).replace(b"(1)", b"(%d)" % (10_000 + i))
        made.append(row.replace("Thủy lợi</t>".encode(), f"Lĩnh vực {i}</t>".encode()))
    return xml.replace(b"</sheetData>", b"".join(made) + b"</sheetData>")
