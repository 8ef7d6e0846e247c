"""The older containers, byte by byte: compound files with .xls records, the binary records of .xlsb, OpenDocument tables."""

from __future__ import annotations

import struct
from collections.abc import Mapping

from tests.hostile.build import book, zipped

SECTOR = 512
END, FREE, FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
NONE = 0xFFFFFFFF
OPEN_DOCUMENT = b"application/vnd.oasis.opendocument.spreadsheet"


def compound(
    streams: Mapping[str, bytes],
    *,
    table: Mapping[int, int] | None = None,
    header: Mapping[int, bytes] | None = None,
    sizes: Mapping[str, int] | None = None,
) -> bytes:
    """A compound file of streams; `table` overwrites entries of its sector table, `header` its head, `sizes` its sizes."""
    contents = {name: data + bytes(max(4096 - len(data), 0)) for name, data in streams.items()}
    starts, chain, body = {}, [], bytearray()
    for name, data in contents.items():
        count = -(-len(data) // SECTOR)
        starts[name] = len(chain)
        chain += [*range(len(chain) + 1, len(chain) + count), END]
        body += data + bytes(count * SECTOR - len(data))
    folder = len(chain)
    entries = [_entry("Root Entry", 5, END, 0, 1 if contents else NONE)]
    for i, (name, data) in enumerate(contents.items()):
        following = i + 2 if i + 1 < len(contents) else NONE
        entries.append(_entry(name, 2, starts[name], (sizes or {}).get(name, len(data)), NONE, following))
    listed = b"".join(entries)
    count = -(-len(listed) // SECTOR)
    chain += [*range(folder + 1, folder + count), END]
    body += listed + bytes(count * SECTOR - len(listed))
    tables = 1
    while tables * 128 < len(chain) + tables:
        tables += 1
    first = len(chain)
    chain += [FAT] * tables
    for at, value in (table or {}).items():
        chain[at] = value
    body += struct.pack(f"<{tables * 128}I", *chain, *[FREE] * (tables * 128 - len(chain)))
    head = bytearray(
        struct.pack(
            "<8s16s5H10x2I4x5I", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"", 0x3E, 3, 0xFFFE, 9, 6, 0, tables, 0, 4096, END, 0, END
        )
    )
    struct.pack_into("<4I", head, 40, 0, tables, folder, 0)
    struct.pack_into("<5I", head, 56, 4096, END, 0, END, 0)
    head += struct.pack("<109I", *[first + i if i < tables else FREE for i in range(109)])
    for at, value in (header or {}).items():
        head[at : at + len(value)] = value
    return bytes(head[:SECTOR] + body)


def _entry(name: str, kind: int, start: int, size: int, child: int, following: int = NONE) -> bytes:
    spelt = name.encode("utf-16-le") + b"\0\0"
    return struct.pack("<64sHBB3I16sI16sIQ", spelt, len(spelt), kind, 1, NONE, following, child, b"", 0, b"", start, size)


def record(kind: int, data: bytes = b"", said: int | None = None) -> bytes:
    """A record of an .xls; `said` is the length it claims."""
    return struct.pack("<HH", kind, (len(data) if said is None else said) & 0xFFFF) + data


def xls_stream(
    sheet: bytes = b"", book_part: bytes = b"", *, version: int = 0x0600, name: str = "Trang", at: int | None = None
) -> bytes:
    """The stream of an .xls of one sheet; `sheet` are its records, `at` where the book says that it starts."""
    start = record(0x0809, struct.pack("<HHHHII", version, 5, 0x0DBB, 0x07CC, 0, 6))
    bundle_length = 8 + len(name) + 4
    offset = len(start) + len(book_part) + bundle_length + 4
    said = struct.pack("<IBB", offset if at is None else at, 0, 0) + struct.pack("<BB", len(name), 0) + name.encode("latin-1")
    sheet_start = record(0x0809, struct.pack("<HHHHII", version, 0x10, 0x0DBB, 0x07CC, 0, 6))
    return start + book_part + record(0x0085, said) + record(0x000A) + sheet_start + sheet + record(0x000A)


def xls(sheet: bytes = b"", book_part: bytes = b"", **more: int) -> bytes:
    """An .xls of one sheet."""
    return compound({"Workbook": xls_stream(sheet, book_part, **more)})  # type: ignore[arg-type]


def number_cell(row: int, column: int, value: float) -> bytes:
    """A cell of an .xls."""
    return record(0x0203, struct.pack("<HHHd", row & 0xFFFF, column & 0xFFFF, 0, value))


def xlsb_record(kind: int, data: bytes = b"", said: int | None = None) -> bytes:
    """A record of an .xlsb: its kind and its length in steps of seven bits."""
    length = len(data) if said is None else said
    spelt = bytes([kind & 0x7F | 0x80, kind >> 7]) if kind > 0x7F else bytes([kind])
    while length > 0x7F:
        spelt += bytes([length & 0x7F | 0x80])
        length >>= 7
    return spelt + bytes([length & 0x7F]) + data


def xlsb(sheet: bytes, *, strings: bytes | None = None) -> bytes:
    """An .xlsb of one sheet; `sheet` are the records of its part."""
    parts = book("")
    wide = lambda text: struct.pack("<I", len(text)) + text.encode("utf-16-le")  # noqa: E731
    bundle = xlsb_record(0x9C, struct.pack("<II", 0, 1) + wide("rId1") + wide("Trang"))
    whole = xlsb_record(0x83) + xlsb_record(0x8F) + bundle + xlsb_record(0x90) + xlsb_record(0x84)
    relations = parts.pop("xl/_rels/workbook.xml.rels").replace(b"sheet1.xml", b"sheet1.bin")
    if strings is not None:
        more = (
            b'<Relationship Id="rId9" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" '
        )
        relations = relations.replace(b"</Relationships>", more + b'Target="sharedStrings.bin"/></Relationships>')
        parts["xl/sharedStrings.bin"] = strings
    del parts["xl/workbook.xml"], parts["xl/worksheets/sheet1.xml"]
    parts["_rels/.rels"] = parts["_rels/.rels"].replace(b"workbook.xml", b"workbook.bin")
    return zipped(
        parts | {"xl/workbook.bin": whole, "xl/_rels/workbook.bin.rels": relations, "xl/worksheets/sheet1.bin": sheet}, level=1
    )


def xlsb_sheet(rows: bytes, *, last: tuple[int, int] = (0, 0)) -> bytes:
    """The part of one sheet of an .xlsb that says its last row and column."""
    said = xlsb_record(0x94, struct.pack("<4I", 0, last[0], 0, last[1]))
    return xlsb_record(0x81) + said + xlsb_record(0x91) + rows + xlsb_record(0x92) + xlsb_record(0x82)


def xlsb_cell(row: int, column: int, value: float = 1.0) -> bytes:
    """A row of an .xlsb with one number."""
    head = xlsb_record(0x00, struct.pack("<IIHHB", row, 0, 300, 0, 0) + struct.pack("<I", 0))
    return head + xlsb_record(0x05, struct.pack("<IId", column, 0, value))


def ods(table: str, *, doctype: str = "", more: Mapping[str, bytes] | None = None, level: int = 1) -> bytes:
    """An .ods whose one table holds the given XML."""
    spaces = "".join(
        f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text", "style")
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?>{doctype}<office:document-content{spaces}><office:body><office:spreadsheet>'
        f'<table:table table:name="Trang">{table}</table:table></office:spreadsheet></office:body></office:document-content>'
    )
    parts = {"mimetype": OPEN_DOCUMENT, "content.xml": content.encode()}
    manifest = '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
    space = 'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"'
    parts["META-INF/manifest.xml"] = f"<manifest:manifest {space}>{manifest}</manifest:manifest>".encode()
    return zipped(parts | dict(more or {}), level=level)


def ods_row(cells: str, repeated: int | str = 1) -> str:
    """A row of an .ods that stands for many."""
    return f'<table:table-row table:number-rows-repeated="{repeated}">{cells}</table:table-row>'


def ods_cell(value: str = "1", repeated: int | str = 1) -> str:
    """A cell of an .ods that stands for many; blank where the value is ''."""
    said = f' office:value-type="float" office:value="{value}"' if value else ""
    return f'<table:table-cell table:number-columns-repeated="{repeated}"{said}/>'
