"""Sheets that are lawful XML and no report: giant cells, far corners, millions of nothing, lies about their range."""

from __future__ import annotations

from tests.hostile import honest
from tests.hostile.build import EITHER, Member, book, member, one, raw_zip, repeated, report, report_parts, rows, zipped

MIB = 1 << 20
SHEET = "xl/worksheets/sheet1.xml"
BIG = "xl/worksheets/sheet2.xml"
INLINE = '<c r="A1" t="inlineStr"><is><t>{}</t></is></c>'


def package(sheet: str, **more: object) -> bytes:
    """A workbook of one sheet."""
    return zipped(book(sheet, **more), level=1)  # type: ignore[arg-type]


def _long(block: bytes, times: int, before: str, after: str, part: str = SHEET, beside: dict[str, bytes] | None = None) -> bytes:
    """A part that repeats a block between two texts, in a package."""
    whole = (book(rows("")) if beside is None else beside) | {}
    packed, crc, size = repeated(block, times, before.encode(), after.encode())
    return raw_zip([*(member(name, data) for name, data in whole.items() if name != part), Member(part, packed, crc, size)])


def _sheet(block: bytes, times: int, before: str = "<sheetData>", after: str = "</sheetData>") -> bytes:
    head = '<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    return _long(block, times, head + before, after + "</worksheet>")


def _giant_shared(mebibytes: int) -> bytes:
    return _long(
        b"x" * MIB,
        mebibytes,
        "<sst><si><t>",
        "</t></si></sst>",
        "xl/sharedStrings.xml",
        book(rows('<c r="A1" t="s"><v>0</v></c>'), shared=b"<sst/>"),
    )


def _shared(block: bytes, times: int, before: str = "<sst>", after: str = "</sst>") -> bytes:
    return _long(
        block, times, before, after, "xl/sharedStrings.xml", book(rows('<c r="A1" t="s"><v>999</v></c>'), shared=b"<sst/>")
    )


def grown(before: bytes, after: bytes, part: str = BIG) -> bytes:
    """The honest report with one place of one part replaced."""
    xml = report_parts()[part]
    assert before in xml
    return report({part: xml.replace(before, after, 1)}, level=1)


def corners(count: int) -> str:
    """Sheet data of pairs of cells at both ends of a row, and one in the last corner."""
    pairs = "".join(
        f'<row r="{i * 7 + 1}"><c r="A{i * 7 + 1}"><v>1</v></c><c r="XFD{i * 7 + 1}"><v>1</v></c></row>' for i in range(count)
    )
    return f'<sheetData>{pairs}<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'


def _sheets(count: int) -> bytes:
    return zipped(book({f"Trang {i}": rows("") for i in range(count)}), level=1)


def _sheets_on_one(count: int) -> bytes:
    """Thousands of sheets that are all the same part."""
    parts = book(corners(1))
    tags = "".join(f'<sheet name="T{i}" sheetId="{i + 1}" r:id="rId1"/>' for i in range(count))
    parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace(b"<sheets>", b"<sheets>" + tags.encode())
    parts[SHEET] = parts[SHEET].replace(b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>', b"<row/>" * 1000)
    return zipped(parts)


def _merged(count: int, overlap: bool) -> bytes:
    ranges = "".join(
        f'<mergeCell ref="A{1 if overlap else i * 2 + 1}:{"XFD" if overlap else "C"}{i * 2 + 2}"/>' for i in range(count)
    )
    return grown(b"</sheetData>", f"</sheetData><mergeCells>{ranges}</mergeCells>".encode())


CASES = [
    one(
        "giant: an inline string of 20 MiB",
        lambda: _sheet(
            b"x" * MIB, 20, '<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>', "</t></is></c></row></sheetData>"
        ),
    ),
    one(
        "giant: an inline string of 250 MiB",
        lambda: _sheet(
            b"x" * MIB, 250, '<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>', "</t></is></c></row></sheetData>"
        ),
    ),
    one("giant: a shared string of 1 GiB", lambda: _giant_shared(1024)),
    one("giant: a shared string of 100 MiB", lambda: _giant_shared(100)),
    one("giant: a shared string of 20 MiB", lambda: _giant_shared(20)),
    one("giant: one cell of a million runs", lambda: _shared(b"<r><t>abcdefgh</t></r>", 1_000_000, "<sst><si>", "</si></sst>")),
    one("giant: a name cell of 5 MB in a real report", lambda: grown(b"<v>1</v>", b"<v>" + b"1" * 5_000_000 + b"</v>")),
    one("giant: an attribute of 30 MiB", lambda: _sheet(b"9" * MIB, 30, '<sheetData><row r="1" spans="', '"></row></sheetData>')),
    one("giant: white space of 200 MiB in a sheet", lambda: _sheet(b"\n\t  " * (MIB // 4), 200)),
    one("giant: white space of 5 MB in a real report", lambda: grown(b"<sheetData>", b"<sheetData>" + b" " * 5_000_000), EITHER),
    one("giant: a comment of 30 MiB", lambda: _sheet(b"-x" * (MIB // 2), 30, "<!--x", "x--><sheetData></sheetData>")),
    one(
        "giant: CDATA of 30 MiB",
        lambda: _sheet(
            b"]x" * (MIB // 2), 30, '<sheetData><row r="1"><c r="A1" t="str"><v><![CDATA[', "]]></v></c></row></sheetData>"
        ),
    ),
    one("giant: a formula of 10 MB", lambda: package(rows(f'<c r="A1"><f>{"1+" * 5_000_000}1</f><v>1</v></c>'))),
    one("many: a million empty rows", lambda: _sheet(b"<row/>" * 10_000, 100)),
    one(
        "many: a million numbered empty rows",
        lambda: package("<sheetData>" + "".join(f'<row r="{i}"/>' for i in range(1, 10**6)) + "</sheetData>"),
    ),
    one(
        "many: a million styled empty rows under a report",
        lambda: grown(b"</sheetData>", b"".join(b'<row r="%d" s="1"/>' % i for i in range(1000, 1_000_000)) + b"</sheetData>"),
        EITHER,
    ),
    one("many: three million cells of one row", lambda: _sheet(b"<c/>" * 30_000, 100, "<sheetData><row>", "</row></sheetData>")),
    one("many: three million cells without places", lambda: _sheet(b"<row>" + b"<c><v>1</v></c>" * 30 + b"</row>", 100_000)),
    one("many: twelve million empty tags", lambda: _sheet(b"<c/>" * 120_000, 100, "<sheetData><row>", "</row></sheetData>")),
    one("many: a million shared strings", lambda: _shared(b"<si><t>a</t></si>" * 10_000, 100)),
    one("many: four million shared strings", lambda: _shared(b"<si/>" * 40_000, 100)),
    one(
        "many: a shared string asked a million times",
        lambda: zipped(
            book(
                "<sheetData>"
                + "".join(f'<row r="{i}">' + '<c t="s"><v>0</v></c>' * 100 + "</row>" for i in range(1, 10_000))
                + "</sheetData>",
                shared=f"<sst><si><t>{'x' * 30_000}</t></si></sst>",
            ),
            level=1,
        ),
    ),
    one("many: 5 000 sheets", lambda: _sheets(5000)),
    one("many: 1 500 sheets", lambda: _sheets(1500)),
    one("many: 20 000 sheets on one part", lambda: _sheets_on_one(20_000)),
    one("many: 50 000 merged ranges", lambda: _merged(50_000, overlap=False), EITHER),
    one("many: 50 000 overlapping merged ranges", lambda: _merged(50_000, overlap=True), EITHER),
    one(
        "many: 300 000 cell formats",
        lambda: zipped(
            book(rows(INLINE.format("x")), styles=(f"<styleSheet><cellXfs>{'<xf/>' * 300_000}</cellXfs></styleSheet>")), level=1
        ),
    ),
    one(
        "many: 200 000 number formats",
        lambda: zipped(
            book(
                rows(INLINE.format("x")),
                styles="<styleSheet><numFmts>"
                + "".join(f'<numFmt numFmtId="{i}" formatCode="yyyy{i}"/>' for i in range(200_000))
                + "</numFmts></styleSheet>",
            ),
            level=1,
        ),
    ),
    one(
        "many: 100 000 fonts in the old fashion",
        lambda: report(
            {
                "xl/styles.xml": (
                    "<styleSheet><fonts>"
                    + '<font><name val=".VnTime"/></font>' * 100_000
                    + "</fonts><cellXfs>"
                    + '<xf fontId="1"/>' * 100_000
                    + "</cellXfs></styleSheet>"
                ).encode()
            },
            level=1,
        ),
        EITHER,
    ),
    one(
        "many: fonts that never end",
        lambda: report(
            {"xl/styles.xml": ("<styleSheet><fonts>" + '<font name=".VnTime"' * 50_000 + "</styleSheet>").encode()}, level=1
        ),
        EITHER,
    ),
    one("many: cells that never end", lambda: package('<sheetData><row r="1">' + '<c r="A1" t="e">' * 50_000)),
    one("many: formulas that never end", lambda: package('<sheetData><row r="1">' + '<c r="A1"><f>' * 50_000)),
    one("many: values that never end", lambda: package(rows('<c r="A1" t="e">' + "<v>" * 100_000 + "</c>"))),
    one(
        "many: 100 000 defined names",
        lambda: zipped(
            book(rows(""), names="".join(f'<definedName name="n{i}">$A$1</definedName>' for i in range(100_000))), level=1
        ),
    ),
    one(
        "many: a defined name of 10 MB",
        lambda: zipped(book(rows(""), names=f'<definedName name="n">{"A" * 10_000_000}</definedName>'), level=1),
    ),
    one(
        "many: links between 60 000 parts",
        lambda: zipped(
            book(
                rows(""),
                more={
                    "xl/worksheets/_rels/sheet1.xml.rels": (
                        "<Relationships>" + '<Relationship Id="r" Type="x" Target="y"/>' * 60_000 + "</Relationships>"
                    ).encode()
                },
            ),
            level=1,
        ),
    ),
    one("deep: 100 000 elements in each other", lambda: package("<a>" * 100_000 + "</a>" * 100_000)),
    one("deep: five million elements that never close", lambda: _sheet(b"<a>" * 50_000, 100, "", "")),
    one(
        "deep: a cell of nested runs",
        lambda: package(rows(f'<c r="A1" t="inlineStr"><is>{"<r>" * 50_000}{"</r>" * 50_000}</is></c>')),
    ),
    one(
        "many: 20 000 error cells in a report",
        lambda: honest.procedures(20_000, instead=b'<c r="A1" t="e"><v>#REF!</v></c>'),
        EITHER,
    ),
    one("many: 20 000 group rows in a report", lambda: honest.groups(20_000), EITHER),
    one("many: a list of 20 000 different days", lambda: honest.days(20_000), EITHER),
    one("many: 20 000 values that are no numbers", lambda: honest.procedures(20_000, days=b"x" * 200), EITHER),
]
