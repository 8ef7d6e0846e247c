"""Workbooks bent by chance: bytes flipped, cut, doubled; inside the package, markup broken and packed again."""

from __future__ import annotations

import random
import re
import zipfile
from functools import cache
from io import BytesIO
from pathlib import Path

from tests.hostile.build import zipped
from tests.hostile.containers import number_cell, ods, ods_cell, ods_row, xls, xlsb, xlsb_cell, xlsb_sheet

PROJECT = Path(__file__).resolve().parents[2]
_TAG = re.compile(rb"<[^>]*>")
_DIGITS = re.compile(rb"\d+")
_NASTY = (
    b"<![CDATA[",
    b"]]>",
    b"<!--",
    b"<!DOCTYPE a [<!ENTITY k 'k'>]>",
    b"&k;",
    b"\x00",
    b"\xff\xfe",
    b'<c r="XFD1048576"><v>1</v></c>',
    b't="e"',
    b't="s"',
    b't="d"',
    b"<f>1+",
    b'hidden="1"',
    b"_x001B_",
    b"&#27;",
    b"1e308",
    b"-",
    b"\xe2\x80\xae",
    b"'",
    b'"',
)
_NUMBERS = (b"0", b"-1", b"2147483648", b"4294967296", b"1e400", b"99999999999999999999", b"NaN", b"")


@cache
def seeds() -> list[tuple[str, bytes]]:
    """Honest workbooks of every kind, to be bent."""
    samples = PROJECT / "data" / "samples" / "dak-lak-2018"
    others = PROJECT / "data" / "samples"
    paths = [
        samples / "DanhMucDonVi.xlsx",
        samples / "reports" / "DLK-H643_2018Q4.xlsx",
        samples / "reports" / "DLK-H644_2018Q4.xlsx",
        others / "hai-ba-trung-2022" / "TapHuan_2022Q2.xlsx",
        others / "hai-ba-trung-2022" / "TongHop_2022Q2.xlsx",
        others / "national-2020" / "TongHop_2020.xlsx",
    ]
    cells = b"".join(number_cell(i // 5, i % 5, i) for i in range(100))
    made = [
        ("a.xls", xls(cells)),
        ("a.xlsb", xlsb(xlsb_sheet(b"".join(xlsb_cell(i, i % 3) for i in range(30))))),
        ("a.ods", ods("".join(ods_row(ods_cell(str(i), 3), 2) for i in range(30)))),
    ]
    return [(path.name, path.read_bytes()) for path in paths] + made


def mutation(number: int) -> tuple[str, bytes]:
    """The workbook of this number, always the same: its name and bytes."""
    chance = random.Random(number)
    name, data = chance.choice(seeds())
    inside = data.startswith(b"PK") and chance.random() < 0.7
    bent = _bent_inside(chance, data) if inside else _bent(chance, data, chance.randint(1, 8))
    return f"{number}-{name}", bent


def _bent(chance: random.Random, data: bytes, times: int) -> bytes:
    found = bytearray(data)
    for _ in range(times):
        at = chance.randrange(max(len(found), 1))
        size = chance.choice((1, 1, 2, 4, 16, 200))
        match chance.randrange(6):
            case 0:
                found[at : at + 1] = bytes([found[at] ^ 1 << chance.randrange(8)]) if found else b""
            case 1:
                found[at : at + size] = chance.randbytes(size)
            case 2:
                del found[at : at + size]
            case 3:
                found[at:at] = found[at : at + size] * chance.choice((1, 2, 50))
            case 4:
                found[at : at + 4] = chance.choice((b"\xff\xff\xff\xff", b"\0\0\0\0", b"\xff\xff\xff\x7f", b"\0\0\0\x80"))
            case _:
                del found[len(found) - min(at, size * 20) :]
    return bytes(found)


def _bent_inside(chance: random.Random, data: bytes) -> bytes:
    with zipfile.ZipFile(BytesIO(data)) as bundle:
        parts = {name: bundle.read(name) for name in bundle.namelist()}
    told = [name for name in parts if name.endswith((".xml", ".rels", ".bin"))]
    for _ in range(chance.randint(1, 4)):
        name = chance.choice(told)
        parts[name] = _bent(chance, parts[name], 3) if name.endswith(".bin") else _bent_markup(chance, parts[name])
    if chance.random() < 0.1:
        del parts[chance.choice(list(parts))]
    if chance.random() < 0.1:
        here, there = chance.choice(told), chance.choice(told)
        parts = {**parts, here: parts.get(there, b"")}
    return zipped(parts, level=1)


def _bent_markup(chance: random.Random, xml: bytes) -> bytes:
    tags = [match.span() for match in _TAG.finditer(xml)] or [(0, 0)]
    start, end = chance.choice(tags)
    match chance.randrange(8):
        case 0:
            return xml[:start] + xml[end:]
        case 1:
            return xml[:end] + xml[start:end] * chance.choice((1, 3, 2000)) + xml[end:]
        case 2:
            other, until = chance.choice(tags)
            return xml[:start] + xml[other:until] + xml[end:]
        case 3:
            at = chance.randrange(len(xml) + 1)
            return xml[:at] + chance.choice(_NASTY) + xml[at:]
        case 4:
            numbers = [match.span() for match in _DIGITS.finditer(xml)] or [(0, 0)]
            first, last = chance.choice(numbers)
            return xml[:first] + chance.choice(_NUMBERS) + xml[last:]
        case 5:
            return xml[: chance.randrange(len(xml) + 1)]
        case 6:
            other = chance.choice(tags)[1]
            return xml[: min(end, other)] + xml[max(end, other) :]
        case _:
            return _bent(chance, xml, 2)
