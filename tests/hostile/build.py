"""What hostile workbooks are made of: the parts of an honest report, packages of any parts, containers that lie."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from loaders import Source

REPORT = Path(__file__).resolve().parents[2] / "data" / "samples" / "dak-lak-2018" / "reports" / "DLK-H643_2018Q4.xlsx"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

REFUSED = frozenset({"unreadable", "unrecognised", "returned"})
READ = frozenset({"accepted", "accepted_with_warnings"})
EITHER = REFUSED | READ | {"duplicate"}


@dataclass(frozen=True, slots=True)
class Case:
    """One upload somebody made up: what it is, how to make it, and the outcomes that are right for its workbooks."""

    name: str
    make: Callable[[], list[Source]]
    outcomes: frozenset[str] = REFUSED


def one(name: str, make: Callable[[], bytes], outcomes: frozenset[str] = REFUSED, file: str = "bao-cao.xlsx") -> Case:
    """A case of a single file."""
    return Case(name, lambda: [Source(file, make())], outcomes)


@cache
def report_parts() -> Mapping[str, bytes]:
    """The parts of one honest report by name; copy before changing."""
    with zipfile.ZipFile(REPORT) as bundle:
        return {name: bundle.read(name) for name in bundle.namelist()}


def report(change: Mapping[str, bytes] | None = None, *, level: int = 6) -> bytes:
    """The honest report with some parts changed or added."""
    return zipped(dict(report_parts()) | dict(change or {}), level=level)


def zipped(
    parts: Mapping[str, bytes] | Iterable[tuple[str, bytes]], *, level: int = 6, method: int = zipfile.ZIP_DEFLATED
) -> bytes:
    """A zip of parts."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", method, compresslevel=level) as bundle:
        for name, data in parts.items() if isinstance(parts, Mapping) else parts:
            bundle.writestr(zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0)), data, compress_type=method)
    return target.getvalue()


def book(
    sheets: Mapping[str, bytes | str] | bytes | str,
    *,
    shared: bytes | str | None = None,
    styles: bytes | str | None = None,
    more: Mapping[str, bytes] | None = None,
    names: str = "",
) -> dict[str, bytes]:
    """The parts of a small .xlsx: sheets as the XML between <worksheet> and </worksheet>, or whole where they start with «<?»."""
    listed = sheets if isinstance(sheets, Mapping) else {"Trang 1": sheets}
    paths = [f"xl/worksheets/sheet{i + 1}.xml" for i in range(len(listed))]
    parts = {path: _sheet(_bytes(xml)) for path, xml in zip(paths, listed.values(), strict=True)}
    tags = "".join(f'<sheet name="{name}" sheetId="{i + 1}" r:id="rId{i + 1}"/>' for i, name in enumerate(listed))
    targets = [f"worksheets/sheet{i + 1}.xml" for i in range(len(listed))]
    kinds = ["worksheet"] * len(listed)
    for leaf, data, kind in (("sharedStrings.xml", shared, "sharedStrings"), ("styles.xml", styles, "styles")):
        if data is not None:
            parts[f"xl/{leaf}"] = _bytes(data)
            targets.append(leaf)
            kinds.append(kind)
    relations = "".join(
        f'<Relationship Id="rId{i + 1}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for i, (kind, target) in enumerate(zip(kinds, targets, strict=True))
    )
    parts["xl/workbook.xml"] = _bytes(
        f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{tags}</sheets>'
        f"<definedNames>{names}</definedNames></workbook>"
    )
    parts["xl/_rels/workbook.xml.rels"] = _bytes(
        f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{relations}</Relationships>'
    )
    parts["_rels/.rels"] = _bytes(
        f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" Type="{OFFICE}/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>'
    )
    parts["[Content_Types].xml"] = _bytes(
        f'{HEAD}<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/></Types>'
    )
    return parts | dict(more or {})


def _sheet(xml: bytes) -> bytes:
    if xml.startswith((b"<?", b"\xef\xbb", b"\xff\xfe", b"\xfe\xff", b"+", b"\x00")):
        return xml
    return _bytes(f'{HEAD}<worksheet xmlns="{MAIN}" xmlns:r="{OFFICE}">') + xml + b"</worksheet>"


def _bytes(text: bytes | str) -> bytes:
    return text.encode() if isinstance(text, str) else text


def rows(cells: str) -> str:
    """Sheet data of one row."""
    return f'<sheetData><row r="1">{cells}</row></sheetData>'


@dataclass(frozen=True, slots=True)
class Member:
    """One member of a zip as its headers tell it, true or not; None means the truth."""

    name: str
    packed: bytes
    crc: int
    size: int
    method: int = 8
    flags: int = 0
    local_size: int | None = None
    local_packed: int | None = None
    central_size: int | None = None
    central_packed: int | None = None
    at: int | None = None
    mode: int = 0
    extra: bytes = b""
    tail: bytes = b""


def member(name: str, data: bytes, **lies: object) -> Member:
    """A deflated member."""
    squeezed = zlib.compressobj(9, zlib.DEFLATED, -15)
    return Member(name, squeezed.compress(data) + squeezed.flush(), zlib.crc32(data), len(data), **lies)  # type: ignore[arg-type]


@cache
def repeated(block: bytes, times: int, before: bytes = b"", after: bytes = b"") -> tuple[bytes, int, int]:
    """(packed, crc, size) of `before`, a block repeated many times, `after`, without packing each of them."""
    squeezer = zlib.compressobj(9, zlib.DEFLATED, -15)
    start = squeezer.compress(before) + squeezer.flush(zlib.Z_FULL_FLUSH)
    middle = squeezer.compress(block) + squeezer.flush(zlib.Z_FULL_FLUSH)
    end = squeezer.compress(after) + squeezer.flush()
    crc = zlib.crc32(before)
    for _ in range(times):
        crc = zlib.crc32(block, crc)
    return start + middle * times + end, zlib.crc32(after, crc), len(before) + len(block) * times + len(after)


def raw_zip(members: Iterable[Member], *, count: int | None = None, comment: bytes = b"") -> bytes:
    """A zip written header by header, so that each may say what it likes; `at` places a member on another's bytes."""
    body, directory, total = bytearray(), bytearray(), 0
    for one_member in members:
        offset, total = len(body), total + 1
        name = one_member.name.encode("utf-8", "surrogateescape")
        said = [one_member.method, 0, 0x5CFF, one_member.crc]
        packed, size = len(one_member.packed), one_member.size
        if one_member.at is None:
            local = (_or(one_member.local_packed, packed), _or(one_member.local_size, size))
            body += struct.pack("<4s5HI2I2H", b"PK\x03\x04", 20, one_member.flags | 0x800, *said, *local, len(name), 0)
            body += name + one_member.packed + one_member.tail
        else:
            offset = one_member.at
        central = (_or(one_member.central_packed, packed), _or(one_member.central_size, size))
        directory += struct.pack(
            "<4s6HI2I5H2I",
            b"PK\x01\x02",
            0x31E,
            20,
            one_member.flags | 0x800,
            *said,
            *central,
            len(name),
            len(one_member.extra),
            0,
            0,
            0,
            one_member.mode << 16,
            offset,
        )
        directory += name + one_member.extra
    listed = (total if count is None else count) & 0xFFFF
    end = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, listed, listed, len(directory), len(body), len(comment))
    return bytes(body + directory + end + comment)


def _or(lie: int | None, truth: int) -> int:
    return truth if lie is None else lie
