"""What the fast reader loses of an .xlsb: error cells, hidden rows and columns, merged cells.

The parts of an .xlsb are streams of records: a type and a length of variable size, then the content. Runs in the
reading process only.
"""

from __future__ import annotations

import posixpath
import struct
from collections.abc import Iterator

from loaders.grid import column_letters
from loaders.packages import Package
from loaders.scan import Lost, relation_targets

_ROW, _ERROR, _FORMULA_ERROR, _FORMULA_TEXT = 0, 3, 11, 8
_BUNDLE_SHEET, _COLUMN, _MERGE = 156, 60, 176
ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}


def scan_xlsb(bundle: Package) -> dict[str, Lost]:
    """What the sheets of an .xlsb hold that a reader would lose, by name."""
    names = set(bundle.namelist())
    targets = relation_targets(bundle.read("xl/_rels/workbook.bin.rels")) if "xl/_rels/workbook.bin.rels" in names else {}
    found = {}
    for kind, body in _records(bundle.read("xl/workbook.bin")):
        if kind != _BUNDLE_SHEET or len(body) < 16:
            continue
        relation, at = _text(body, 8)
        name, _ = _text(body, at)
        target = targets.get(relation, "")
        path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"xl/{target}")
        if path in names:
            found[name] = _look(bundle.read(path))
    return found


def _look(part: bytes) -> Lost:
    cells: list[tuple[str, str, str]] = []
    merges: list[tuple[int, int, int, int]] = []
    row = 0
    hidden_row = hidden_column = None
    for kind, body in _records(part):
        if kind == _ROW and len(body) >= 13:
            (row,) = struct.unpack_from("<I", body)
            hidden_row = row if hidden_row is None and body[11] & 0x10 else hidden_row
        elif kind in {_ERROR, _FORMULA_ERROR} and len(body) >= 9:
            (column,) = struct.unpack_from("<I", body)
            cells.append((f"{column_letters(min(column, 16_383))}{row + 1}", "error_cell", ERRORS.get(body[8], "#?")))
        elif kind == _COLUMN and len(body) >= 18 and hidden_column is None and body[16] & 0x01:
            (hidden_column,) = struct.unpack_from("<I", body)
        elif kind == _MERGE and len(body) >= 16:
            top, bottom, left, right = struct.unpack_from("<4I", body)
            merges.append((top, left, bottom, right))
    return Lost(cells, hidden_row, hidden_column, merges)


def _records(part: bytes) -> Iterator[tuple[int, bytes]]:
    """The records of a part; ends at the first that does not fit."""
    at = 0
    while at < len(part):
        kind = part[at]
        at += 1
        if kind & 0x80 and at < len(part):
            kind = (kind & 0x7F) | (part[at] & 0x7F) << 7
            at += 1
        size = shift = 0
        while at < len(part) and shift < 28:
            byte = part[at]
            at += 1
            size |= (byte & 0x7F) << shift
            shift += 7
            if not byte & 0x80:
                break
        if at + size > len(part):
            return
        yield kind, part[at : at + size]
        at += size


def _text(body: bytes, at: int) -> tuple[str, int]:
    """A string that begins with its number of letters, and where it ends."""
    if at + 4 > len(body):
        return "", len(body)
    (count,) = struct.unpack_from("<I", body, at)
    if count == 0xFFFFFFFF:
        return "", at + 4
    end = at + 4 + 2 * count
    return body[at + 4 : end].decode("utf-16-le", "replace"), end
