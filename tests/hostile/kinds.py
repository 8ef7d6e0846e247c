"""Wrong kinds, cut and bent files, names that traverse or confuse, content that would act."""

from __future__ import annotations

import random

from loaders import Source
from tests.hostile.build import EITHER, HEAD, READ, Case, book, one, report, rows, zipped

NAMES = {
    "up and out": "../../../../tmp/x.xlsx",
    "from the root": "/etc/passwd.xlsx",
    "of a drive": "C:\\Windows\\System32\\x.xlsx",
    "of another machine": "\\\\server\\share\\x.xlsx",
    "of a device": "CON.xlsx",
    "of nothing": "NUL",
    "of a stream": "a.xlsx:hidden",
    "run backwards": "bao-cao\u202excod.xlsx",
    "over two lines": "a\nb\r\nc.xlsx",
    "of 300 letters": "a" * 300 + ".xlsx",
    "of 100 000 letters": "a" * 100_000 + ".xlsx",
    "with a null": "a\x00b.xlsx",
    "that is a formula": "=cmd|' /C calc'!A0.xlsx",
    "that adds": "+1.xlsx",
    "that takes away": "-1+1.xlsx",
    "that calls": "@SUM(A1).xlsx",
    "of a terminal": "\x1b[2J\x1b]0;x\x07a.xlsx",
    "of a terminal, in one byte": "\x9b31ma.xlsx",
    "of a web page": "<script>alert(1)</script>.xlsx",
    "of markup": "[red]a[/red].xlsx",
    "with half a letter": "a\ud800.xlsx",
    "empty": "",
    "of dots": "..",
    "of blanks": "   ",
    "with a picture": "báo cáo 📊👨‍👩‍👧.xlsx",
    "of letters that join": "a" + "\u0301" * 5000 + ".xlsx",
    "with the wrong ending": "report.pdf",
    "of invisible letters": "a\u200b\u2066\ufeff.xlsx",
}
HEADS = {
    "a program": b"MZ" + bytes(3000),
    "a document": b"%PDF-1.7\n" + bytes(3000),
    "a picture": b"\x89PNG\r\n\x1a\n" + bytes(3000),
    "a photograph": b"\xff\xd8\xff\xe0" + bytes(3000),
    "a page": b"<!DOCTYPE html><html><table><tr><td>1</td></tr></table></html>",
    "a table of Excel 2003": b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook/>',
    "a list": b"a,b\n1,2\n" * 500,
    "a rich text": b"{\\rtf1 x}",
    "a mail": b"From: a@b.vn\r\nMIME-Version: 1.0\r\n\r\nx",
    "an archive": b"Rar!\x1a\x07\x00" + bytes(99),
    "another archive": b"7z\xbc\xaf\x27\x1c" + bytes(99),
    "a stream": b"\x1f\x8b\x08" + bytes(99),
    "zeros": bytes(100_000),
    "one byte": b"P",
    "two bytes": b"PK",
    "nothing": b"",
    "white space": b" \r\n\t" * 9999,
    "chance": random.Random(1).randbytes(50_000),
    "a zip's head alone": b"PK\x03\x04",
    "a zip's end alone": b"PK\x05\x06" + bytes(18),
    "ones": b"\xff" * 100_000,
    "a compound head alone": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
}


def _office(folder: str, kind: str) -> bytes:
    return zipped(
        {"[Content_Types].xml": f"{HEAD}<Types/>".encode(), f"{folder}/{kind}.xml": b"<x/>", "_rels/.rels": b"<Relationships/>"}
    )


def _cut(at: float) -> bytes:
    data = report()
    return data[: int(len(data) * at)]


def _bent(seed: int, count: int) -> bytes:
    chance, data = random.Random(seed), bytearray(report())
    for _ in range(count):
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    return bytes(data)


def _acting() -> bytes:
    """A report with macros, an embedded program, links outside and a query."""
    link = b'<externalLink><ddeLink ddeService="cmd" ddeTopic="/C calc"/></externalLink>'
    return report(
        {
            "xl/vbaProject.bin": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4000),
            "xl/embeddings/oleObject1.bin": b"MZ" + bytes(4000),
            "xl/externalLinks/externalLink1.xml": link,
            "xl/connections.xml": b'<connections><connection id="1" type="5"><webPr url="http://127.0.0.1:9/"/></connection></connections>',
        }
    )


def _acting_formula(formula: str) -> bytes:
    return zipped(book(rows(f'<c r="A1" t="str"><f>{formula}</f><v>1</v></c>')))


def _named() -> list[Source]:
    """Reports under every name that confuses, and empty files beside them."""
    return [Source(name, data) for name in NAMES.values() for data in (report(), b"")]


def _inside() -> list[Source]:
    """The same within an archive, but for what the format itself cannot say."""
    names = [name for name in NAMES.values() if len(name) < 60_000 and "\ud800" not in name]
    return [
        Source(
            "nop.zip", zipped([(f"{i}{name}" if i else name, data) for name in names for i, data in enumerate((report(), b""))])
        )
    ]


CASES = [
    *(one(f"kind: {kind} named .xls", lambda data=data: data, file="bao-cao.xls") for kind, data in HEADS.items()),
    one("kind: Word named .xlsx", lambda: _office("word", "document")),
    one("kind: PowerPoint named .xlsx", lambda: _office("ppt", "presentation")),
    one("kind: an empty package", lambda: zipped({"[Content_Types].xml": b"<Types/>"})),
    one("kind: an .xlsx named .zip", report, READ, file="bao-cao.zip"),
    one("kind: an .xlsx named .xls", report, READ, file="bao-cao.xls"),
    one("kind: an .xlsx named .ods", report, READ, file="bao-cao.ods"),
    one(
        "kind: an .xlsx that says it is an .ods too",
        lambda: report({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": b"<x/>"}),
        EITHER,
    ),
    one("kind: an .xlsx that is an .xlsb too", lambda: report({"xl/workbook.bin": b"\x83\x01\x00"}), EITHER),
    *(one(f"cut: at {at:.0%}", lambda at=at: _cut(at)) for at in (0.01, 0.1, 0.25, 0.5, 0.75, 0.9, 0.97, 0.99, 0.999)),
    one("cut: the first half is missing", lambda: report()[len(report()) // 2 :]),
    one("cut: a report twice over", lambda: report() * 2, EITHER),
    one("cut: bytes behind it", lambda: report() + bytes(200_000), EITHER),
    *(
        one(f"bent: {count} bits, {seed}", lambda seed=seed, count=count: _bent(seed, count), EITHER)
        for seed, count in enumerate((1, 1, 3, 10, 100, 3000))
    ),
    Case("name: all that confuse", _named, EITHER),
    Case("name: all that confuse, in an archive", _inside, EITHER),
    one("acting: macros, programs, links and queries", _acting, READ, file="bao-cao.xlsm"),
    *(
        one(f"acting: a formula {i}", lambda formula=formula: _acting_formula(formula))
        for i, formula in enumerate(
            (
                "cmd|' /C calc'!A0",
                "HYPERLINK(&quot;file:///etc/passwd&quot;)",
                "WEBSERVICE(&quot;http://127.0.0.1:9/&quot;)",
                "'\\\\server\\share\\[a.xlsx]T'!A1",
            )
        )
    ),
]
