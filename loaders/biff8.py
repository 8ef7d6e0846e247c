"""What the fast reader loses of an .xls: error cells, formulas without a result, hidden rows and columns, old fonts.

An .xls is a file system of sectors that holds one stream of records: a type, a length, the content. Runs in the
reading process only.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

from loaders.biff12 import ERRORS
from loaders.grid import column_letters
from loaders.legacy import encoding_of_font
from loaders.scan import Lost

_BOF, _EOF, _SHEET, _FORMULA, _ERROR_OR_BOOL, _ROW, _COLUMNS, _MERGES = 0x809, 0x0A, 0x85, 0x06, 0x205, 0x208, 0x7D, 0xE5
_FONT, _FORMAT, _SHARED_TEXT, _TEXT = 0x31, 0xE0, 0xFD, 0x204
_FREE, _END = 0xFFFFFFFF, 0xFFFFFFFE
_BLANK_TEXT = b"\x17\x00"  # the token of an empty text in a formula: =IF(A1>0,A1,"")
Fonts = dict[str, dict[str, str]]


def scan_xls(data: bytes) -> tuple[dict[str, Lost], Fonts]:
    """What the sheets of an .xls hold that a reader would lose, and the encoding of their cells in old fonts, by name."""
    stream = _stream(data)
    sheets: list[tuple[int, str]] = []
    fonts: list[str | None] = []
    formats: list[int] = []
    for kind, body in _records(stream, 0):
        if kind == _SHEET and len(body) >= 8:
            sheets.append((struct.unpack_from("<I", body)[0], _name(body, 6)))
        elif kind == _FONT and len(body) >= 16:
            if len(fonts) == 4:
                fonts.append(None)  # number four is left out in the format
            fonts.append(encoding_of_font(_name(body, 14)))
        elif kind == _FORMAT and len(body) >= 2:
            formats.append(struct.unpack_from("<H", body)[0])
        elif kind == _EOF:
            break
    old = {number: fonts[font] for number, font in enumerate(formats) if font < len(fonts) and fonts[font]}
    looked = {name: _look(stream, at, {number: code for number, code in old.items() if code}) for at, name in sheets}
    return {name: lost for name, (lost, _) in looked.items()}, {name: cells for name, (_, cells) in looked.items() if cells}


def _look(stream: bytes, start: int, old: dict[int, str]) -> tuple[Lost, dict[str, str]]:
    cells: list[tuple[str, str, str]] = []
    encoded: dict[str, str] = {}
    merges: list[tuple[int, int, int, int]] = []
    hidden_row = hidden_column = None
    for kind, body in _records(stream, start):
        if kind == _EOF:
            break
        if kind in {_FORMULA, _ERROR_OR_BOOL, _SHARED_TEXT, _TEXT} and len(body) >= 8:
            row, column, format_ = struct.unpack_from("<3H", body)
            place = f"{column_letters(column)}{row + 1}"
            said = _formula(body) if kind == _FORMULA else _error(body) if kind == _ERROR_OR_BOOL else None
            if said:
                cells.append((place, *said))
            if format_ in old:
                encoded[place] = old[format_]
        elif kind == _ROW and len(body) >= 16 and hidden_row is None and body[12] & 0x20:
            (hidden_row,) = struct.unpack_from("<H", body)
        elif kind == _COLUMNS and len(body) >= 10 and hidden_column is None and body[8] & 0x01:
            (hidden_column,) = struct.unpack_from("<H", body)
        elif kind == _MERGES:
            merges += _merged(body)
    return Lost(cells, hidden_row, hidden_column, merges), encoded


def _formula(body: bytes) -> tuple[str, str] | None:
    if len(body) < 20 or body[12:14] != b"\xff\xff":
        return None
    if body[6] == 2:
        return "error_cell", ERRORS.get(body[8], "#?")
    if body[6] == 3 and _BLANK_TEXT not in body[22:]:
        return "formula_without_value", ""
    return None


def _error(body: bytes) -> tuple[str, str] | None:
    return ("error_cell", ERRORS.get(body[6], "#?")) if body[7] == 1 else None


def _merged(body: bytes) -> Iterator[tuple[int, int, int, int]]:
    for at in range(2, len(body) - 7, 8):
        top, bottom, left, right = struct.unpack_from("<4H", body, at)
        yield top, left, bottom, right


def _records(stream: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    while at + 4 <= len(stream):
        kind, size = struct.unpack_from("<2H", stream, at)
        yield kind, stream[at + 4 : at + 4 + size]
        at += 4 + size


def _name(body: bytes, at: int) -> str:
    """A short text: its number of letters, whether they are wide, the letters."""
    count, wide = body[at], body[at + 1] & 1
    letters = body[at + 2 : at + 2 + (2 * count if wide else count)]
    return letters.decode("utf-16-le" if wide else "latin-1", "replace")


def _stream(data: bytes) -> bytes:
    """The stream «Workbook» of the file system, empty where there is none that holds together."""
    if len(data) < 512:
        return b""
    size = 1 << min(struct.unpack_from("<H", data, 30)[0], 16)
    tables = [number for number in struct.unpack_from("<109I", data, 76) if number < _END]
    sectors = len(data) // size
    next_table, more = struct.unpack_from("<2I", data, 68)
    for _ in range(min(more, sectors)):
        if next_table >= sectors:
            break
        entries = struct.unpack_from(f"<{size // 4}I", _sector(data, next_table, size))
        tables += [number for number in entries[:-1] if number < _END]
        next_table = entries[-1]
    chain: list[int] = []
    for number in tables[: sectors + 1]:
        chain += struct.unpack(f"<{size // 4}I", _sector(data, number, size))
    directory = _follow(data, chain, struct.unpack_from("<I", data, 48)[0], size)
    for at in range(0, len(directory) - 127, 128):
        entry = directory[at : at + 128]
        name = entry[: max(struct.unpack_from("<H", entry, 64)[0] - 2, 0)].decode("utf-16-le", "replace")
        first, length = struct.unpack_from("<2I", entry, 116)
        if name in {"Workbook", "Book"} and length >= 4096:
            return _follow(data, chain, first, size)[:length]
    return b""


def _sector(data: bytes, number: int, size: int) -> bytes:
    found = data[(number + 1) * size : (number + 2) * size]
    return found + b"\xff" * (size - len(found))


def _follow(data: bytes, chain: list[int], first: int, size: int) -> bytes:
    parts: list[bytes] = []
    number = first
    while number < len(chain) and len(parts) <= len(chain):
        parts.append(_sector(data, number, size))
        number = chain[number]
    return b"".join(parts)
