"""Archives that lie: bombs of every kind, nested, overlapping, doubled and linked members."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Mapping

from loaders import Source
from tests.hostile.build import (
    EITHER,
    READ,
    REFUSED,
    Case,
    Member,
    book,
    member,
    one,
    raw_zip,
    repeated,
    report,
    report_parts,
    rows,
    zipped,
)

MIB = 1 << 20
SHEET = "xl/worksheets/sheet1.xml"
START = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
END = b"</sheetData></worksheet>"


def _bomb(name: str, mebibytes: int, **lies: object) -> Member:
    packed, crc, size = repeated(b" " * MIB, mebibytes, START, END)
    return Member(name, packed, crc, size, **lies)  # type: ignore[arg-type]


def _beside(parts: Mapping[str, bytes], *others: Member) -> list[Member]:
    taken = {other.name for other in others}
    return [*(member(name, data) for name, data in parts.items() if name not in taken), *others]


def _in_report(*others: Member, **more: object) -> bytes:
    return raw_zip(_beside(report_parts(), *others), **more)  # type: ignore[arg-type]


def _nested(depth: int) -> bytes:
    data = zipped({"0.xlsx": bytes(10 * MIB)}, level=9)
    for _ in range(depth):
        data = zipped({f"{i}.zip": data for i in range(10)}, level=9)
    return data


def _overlapping(count: int) -> bytes:
    """Many directory entries over one member's bytes."""
    shared = member("a.xlsx", bytes(20 * MIB))
    again = [Member(f"b{i}.xlsx", shared.packed, shared.crc, shared.size, at=0) for i in range(count)]
    return raw_zip([shared, *again])


def _overlapping_in_workbook() -> bytes:
    sheet = member(SHEET, START + b"<row/>" * 500_000 + END)
    again = [Member(f"xl/worksheets/s{i}.xml", sheet.packed, sheet.crc, sheet.size, at=0) for i in range(80)]
    return raw_zip([sheet, *again, *_beside(book(rows("")), sheet)[:-1]])


def _many(count: int) -> bytes:
    return zipped(dict(report_parts()) | {f"xl/media/image{i}.png": b"" for i in range(count)})


def _described() -> bytes:
    """Sizes only in a descriptor behind the data: zero in the local header, a small lie in the directory."""
    lied = _bomb(SHEET, 200, flags=8, local_size=0, local_packed=0, central_size=1000)
    descriptor = struct.pack("<4s3I", b"PK\x07\x08", lied.crc, len(lied.packed), lied.size)
    return _in_report(
        Member(SHEET, lied.packed, lied.crc, lied.size, flags=8, local_size=0, local_packed=0, central_size=1000, tail=descriptor)
    )


def _zip64(size: int) -> bytes:
    extra = struct.pack("<HHQ", 1, 8, size)
    honest = member(SHEET, report_parts()[SHEET])
    return _in_report(Member(SHEET, honest.packed, honest.crc, honest.size, central_size=0xFFFFFFFF, extra=extra))


def _many_copies(count: int) -> bytes:
    """Workbooks that are small one by one and too much together."""
    packed, crc, size = repeated(b"x" * MIB, 25)
    return raw_zip([Member(f"{i}.xlsx", packed, crc, size) for i in range(count)])


def _in_upload(method: int) -> bytes:
    """A member of the upload itself, packed in a way that unpacks at once, whatever size is stated."""
    return zipped({"a.xlsx": bytes(60 * MIB)}, method=method, level=9)


def _lying_in_upload() -> bytes:
    packed, crc, size = repeated(bytes(MIB), 600)
    return raw_zip([Member("a.xlsx", packed, crc, size, central_size=1000, local_size=1000)])


def _linked() -> bytes:
    target = b"../../../../etc/passwd"
    return raw_zip([member("link.xlsx", target, mode=0o120777), member("thu-muc.xlsx/", b"", mode=0o40777)])


def _prefixed(data: bytes) -> bytes:
    return b"MZ" + bytes(510) + data


CASES = [
    one("bomb: a sheet of 1 GiB of blanks", lambda: _in_report(_bomb(SHEET, 1024))),
    one("bomb: a sheet just under the unpacked limit", lambda: _in_report(_bomb(SHEET, 280))),
    one("bomb: a part nobody reads", lambda: _in_report(_bomb("xl/media/image1.png", 290)), EITHER),
    one("bomb: a hundred parts of 10 MiB", lambda: _in_report(*(_bomb(f"xl/worksheets/x{i}.xml", 10) for i in range(100)))),
    one("bomb: size lied small in the directory", lambda: _in_report(_bomb(SHEET, 600, central_size=5000))),
    one("bomb: size lied small in both headers", lambda: _in_report(_bomb(SHEET, 600, central_size=5000, local_size=5000))),
    one(
        "bomb: size lied large in the local header",
        lambda: _in_report(member(SHEET, report_parts()[SHEET], local_size=1 << 31)),
        EITHER,
    ),
    one("bomb: packed size lied", lambda: _in_report(member(SHEET, report_parts()[SHEET], central_packed=7, local_packed=7))),
    one("bomb: sizes only in a data descriptor", _described),
    one("bomb: zip64 size of an exbibyte", lambda: _zip64(1 << 60)),
    one("bomb: zip64 size of a negative number", lambda: _zip64((1 << 64) - 1)),
    one(
        "bomb: shared strings lied small",
        lambda: raw_zip(
            _beside(
                book(rows('<c r="A1" t="s"><v>0</v></c>'), shared=b"<sst/>"), _bomb("xl/sharedStrings.xml", 600, central_size=100)
            )
        ),
    ),
    one("bomb: styles lied small", lambda: _in_report(_bomb("xl/styles.xml", 600, central_size=100))),
    one("bomb: workbook part lied small", lambda: _in_report(_bomb("xl/workbook.xml", 600, central_size=100))),
    one("nested: zips in zips in zips", lambda: _nested(3), file="nop.zip"),
    one("nested: an archive of archives named xlsx", lambda: zipped({f"{i}.xlsx": _nested(1) for i in range(5)}), file="nop.zip"),
    one("nested: reports in a zip in a zip", lambda: zipped({"trong.zip": zipped({"a.xlsx": report()})}), file="nop.zip"),
    one("overlap: 200 workbooks on one member", lambda: _overlapping(200), file="nop.zip"),
    one("overlap: 80 sheets on one member", _overlapping_in_workbook),
    one("members: 5 000 empty pictures", lambda: _many(5000)),
    one("members: 60 000 names", lambda: zipped({f"{i}.txt": b"" for i in range(60_000)}, method=zipfile.ZIP_STORED)),
    one("members: 30 000 workbooks of nothing", lambda: zipped({f"{i}.xlsx": b"" for i in range(30_000)}), file="nop.zip"),
    one(
        "members: one name twice",
        lambda: raw_zip([*(member(*part) for part in report_parts().items()), member(SHEET, b"<worksheet/>")]),
    ),
    one("members: one name in two cases", lambda: report({"xl/Worksheets/Sheet1.xml": b"<worksheet/>"}), EITHER),
    one("members: a name with backslashes", lambda: report({"xl\\worksheets\\sheet1.xml": b"<worksheet/>"}), EITHER),
    one("members: count lied in the end record", lambda: _in_report(count=3), EITHER),
    one("upload: 40 workbooks of 25 MiB, packed", lambda: _many_copies(40), file="nop.zip"),
    one("upload: 8 workbooks of 25 MiB, packed", lambda: _many_copies(8), file="nop.zip"),
    one("upload: a bomb of bzip2", lambda: _in_upload(zipfile.ZIP_BZIP2), file="nop.zip"),
    one("upload: a bomb of lzma", lambda: _in_upload(zipfile.ZIP_LZMA), file="nop.zip"),
    one("upload: a member that unpacks past its size", _lying_in_upload, file="nop.zip"),
    one("upload: links and folders named as workbooks", _linked, file="nop.zip"),
    one("upload: a zip behind a program's head", lambda: _prefixed(zipped({"a.xlsx": report()})), file="nop.zip"),
    one("upload: a workbook behind a program's head", lambda: _prefixed(report())),
    one("upload: an empty zip", lambda: zipped({}), file="nop.zip"),
    one("upload: a zip of texts", lambda: zipped({"a.txt": b"x", "b.csv": b"1,2"}), file="nop.zip"),
    one("package: packed with bzip2", lambda: zipped(report_parts(), method=zipfile.ZIP_BZIP2)),
    one("package: packed with lzma", lambda: zipped(report_parts(), method=zipfile.ZIP_LZMA)),
    one("package: an unknown way of packing", lambda: _in_report(member(SHEET, report_parts()[SHEET], method=97))),
    one("package: a member said to be encrypted", lambda: _in_report(member(SHEET, report_parts()[SHEET], flags=1))),
    one("package: not packed at all", lambda: zipped(report_parts(), method=zipfile.ZIP_STORED), READ),
    one("package: a long comment behind it", lambda: _in_report(comment=b"PK\x05\x06" * 16_000), EITHER),
    Case(
        "upload: a report, renamed, beside itself",
        lambda: [Source("a.xlsx", report()), Source("b.zip", report())],
        READ | {"duplicate"},
    ),
    Case(
        "upload: a good report beside a bomb",
        lambda: [Source("a.xlsx", report()), Source("b.xlsx", _in_report(_bomb(SHEET, 1024)))],
        READ | REFUSED,
    ),
]
