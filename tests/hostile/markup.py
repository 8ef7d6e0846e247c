"""XML that declares, lies about its letters, or is not XML: entities in every part, encodings, marks, null bytes."""

from __future__ import annotations

from collections.abc import Callable

from tests.hostile.build import EITHER, HEAD, REFUSED, book, one, report, report_parts, rows, zipped
from tests.hostile.containers import ods, ods_row

LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a "ha">' + "".join(f'<!ENTITY {chr(98 + i)} "{f"&{chr(97 + i)};" * 10}">' for i in range(10)) + "]>"
)
QUADRATIC = f'<!DOCTYPE x [<!ENTITY k "{"k" * 100_000}">]>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY k SYSTEM "file:///etc/passwd">]>'
WEB = '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd" [<!ENTITY % p SYSTEM "http://127.0.0.1:9/p">%p;]>'
DOCTYPES = {"billion laughs": LAUGHS, "quadratic": QUADRATIC, "a file outside": OUTSIDE, "the web": WEB}
USE = {"billion laughs": "&k;", "quadratic": "&k;" * 20_000, "a file outside": "&k;", "the web": "&k;"}
PARTS = [
    "xl/worksheets/sheet1.xml",
    "xl/sharedStrings.xml",
    "xl/styles.xml",
    "xl/workbook.xml",
    "xl/_rels/workbook.xml.rels",
    "_rels/.rels",
    "[Content_Types].xml",
    "docProps/core.xml",
]


def _whole() -> dict[str, bytes]:
    parts = book(
        rows('<c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is><t>@</t></is></c>'),
        shared=f"{HEAD}<sst><si><t>@</t></si></sst>",
        styles=f"{HEAD}<styleSheet><fonts><font/></fonts></styleSheet>",
    )
    return parts | {"docProps/core.xml": f"{HEAD}<x>@</x>".encode()}


def _declaring(part: str, doctype: str, use: str, *, late: bool = False) -> bytes:
    """A workbook whose part declares entities, at its head or behind a long comment."""
    parts = _whole()
    xml = parts[part].decode()
    space = f"<!--{'x' * 100_000}-->" if late else ""
    xml = xml.replace("?>", f"?>{space}{doctype}", 1) if xml.startswith("<?") else space + doctype + xml
    parts[part] = xml.replace("@", use).encode()
    return zipped(parts, level=1)


def _declares(part: str, what: str) -> Callable[[], bytes]:
    return lambda: _declaring(part, DOCTYPES[what], USE[what])


def _calc(doctype: str, use: str) -> bytes:
    cell = f'<table:table-cell office:value-type="string"><text:p>{use}</text:p></table:table-cell>'
    return ods(ods_row(cell), doctype=doctype)


def _calc_declares(what: str) -> Callable[[], bytes]:
    return lambda: _calc(DOCTYPES[what], USE[what])


def _spelt(encoding: str, *, said: str | None = None, mark: bytes = b"", part: str = PARTS[0]) -> bytes:
    xml = report_parts()[part].decode()
    head = f'<?xml version="1.0" encoding="{said or encoding}"?>'
    return report({part: mark + (head + xml).encode(encoding)})


def _sheet(xml: bytes) -> bytes:
    return report({PARTS[0]: xml})


CASES = [
    *(
        one(
            f"entities: {what} in {part}",
            _declares(part, what),
            EITHER if part.startswith(("_rels", "[", "docProps")) else REFUSED,
        )
        for part in PARTS
        for what in DOCTYPES
    ),
    *(one(f"entities: {what} in content.xml of an .ods", _calc_declares(what), file="a.ods") for what in DOCTYPES),
    one("entities: behind a long comment", lambda: _declaring(PARTS[0], QUADRATIC, USE["quadratic"], late=True)),
    one("entities: behind a long comment in shared strings", lambda: _declaring(PARTS[1], LAUGHS, "&k;", late=True)),
    one(
        "entities: declared in UTF-16", lambda: report({PARTS[0]: (f"{HEAD}{LAUGHS}<worksheet>&k;</worksheet>").encode("utf-16")})
    ),
    one(
        "entities: characters by number past the last",
        lambda: _declaring(PARTS[0], "", "&#x110000;&#xD800;&#0;&#99999999999999999999;"),
    ),
    one("letters: UTF-16 with a mark", lambda: _spelt("utf-16"), EITHER),
    one("letters: UTF-16 without a mark", lambda: _spelt("utf-16-le"), EITHER),
    one("letters: UTF-16, big end first", lambda: _spelt("utf-16-be", mark=b"\xfe\xff"), EITHER),
    one("letters: UTF-32", lambda: _spelt("utf-32"), EITHER),
    one("letters: UTF-7", lambda: _spelt("utf-7"), EITHER),
    one("letters: UTF-8 that says UTF-16", lambda: _spelt("utf-8", said="utf-16"), EITHER),
    one("letters: UTF-8 with a mark", lambda: _spelt("utf-8", mark=b"\xef\xbb\xbf"), EITHER),
    one("letters: two marks", lambda: _spelt("utf-8", mark=b"\xef\xbb\xbf\xef\xbb\xbf"), EITHER),
    one("letters: a coding nobody knows", lambda: _spelt("utf-8", said="x-klingon"), EITHER),
    one("letters: not UTF-8 at all", lambda: _sheet(report_parts()[PARTS[0]].replace(b"DLK-H643", b"\xff\xfe\xc0\xaf")), EITHER),
    one("letters: null bytes between", lambda: _sheet(report_parts()[PARTS[0]].replace(b"><", b">\x00<")), EITHER),
    one("letters: only null bytes", lambda: _sheet(bytes(100_000)), EITHER),
    one("markup: a part that is empty", lambda: _sheet(b""), EITHER),
    one("markup: a part that is text", lambda: _sheet(b"hello"), EITHER),
    one("markup: a part that is a picture", lambda: _sheet(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20), EITHER),
    one("markup: a part cut short", lambda: _sheet(report_parts()[PARTS[0]][:2000]), EITHER),
    one("markup: two roots", lambda: _sheet(report_parts()[PARTS[0]] * 2), EITHER),
    one(
        "markup: tags closed in the wrong order",
        lambda: _sheet(report_parts()[PARTS[0]].replace(b"</t></is>", b"</is></t>")),
        EITHER,
    ),
    one(
        "markup: a prefix on every tag",
        lambda: _sheet(
            report_parts()[PARTS[0]]
            .replace(b"</", b"@/")
            .replace(b"<", b"<x:")
            .replace(b"@/", b"</x:")
            .replace(b"xmlns=", b"xmlns:x=")
        ),
        EITHER,
    ),
    one(
        "markup: processing instructions",
        lambda: _sheet(b'<?xml-stylesheet href="file:///etc/passwd"?>' * 5000 + report_parts()[PARTS[0]]),
        EITHER,
    ),
    one("markup: no parts but the workbook", lambda: zipped({"xl/workbook.xml": report_parts()["xl/workbook.xml"]})),
    one("markup: a workbook of no sheets", lambda: report({"xl/workbook.xml": b"<workbook><sheets/></workbook>"})),
    one(
        "markup: content types that say Word",
        lambda: report(
            {"[Content_Types].xml": report_parts()["[Content_Types].xml"].replace(b"spreadsheetml", b"wordprocessingml")}
        ),
        EITHER,
    ),
    one(
        "markup: relations that point outside",
        lambda: report(
            {
                "xl/_rels/workbook.xml.rels": report_parts()["xl/_rels/workbook.xml.rels"].replace(
                    b"worksheets/sheet1.xml", b"../../../../../etc/passwd"
                )
            }
        ),
        EITHER,
    ),
    one(
        "markup: relations that point to themselves",
        lambda: report(
            {
                "xl/_rels/workbook.xml.rels": report_parts()["xl/_rels/workbook.xml.rels"].replace(
                    b"worksheets/sheet1.xml", b"workbook.xml"
                )
            }
        ),
        EITHER,
    ),
]  # type: list[Case]
