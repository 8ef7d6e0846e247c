"""What the fast reader loses of an .ods: error cells, formulas without a result, hidden rows and columns, merged cells.

Runs in the reading process only.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from loaders.grid import column_letters
from loaders.legacy import encoding_of_font
from loaders.packages import Package
from loaders.scan import Lost, attribute

_ATTRIBUTES = rb"((?:[^>\"]|\"[^\"]*\")*?)"
_TABLE = re.compile(rb"<table:table\b[^>]*>.*?</table:table>", re.DOTALL)
_ROW = re.compile(rb"<table:table-row\b" + _ATTRIBUTES + rb"(?:/>|>(.*?)</table:table-row>)", re.DOTALL)
_CELL = re.compile(
    rb"<table:(?:covered-)?table-cell\b" + _ATTRIBUTES + rb"(?:/>|>(.*?)</table:(?:covered-)?table-cell>)", re.DOTALL
)
_STYLE = re.compile(rb"<style:style\b" + _ATTRIBUTES + rb">(.*?)</style:style>", re.DOTALL)
_TEXT = re.compile(rb"<text:p\b[^>]*>(.*?)</text:p>", re.DOTALL)
_TAG = re.compile(rb"<[^>]*>")
_ERROR = re.compile(r"^(?:#REF!|#N/A|#DIV/0!|#VALUE!|#NAME\?|#NUM!|#NULL!|Err:\d{3})$")
_HIDDEN_ROW = re.compile(rb"<table:table-row\b[^>]*table:visibility=\"(?:collapse|filter)\"")
_HIDDEN_COLUMN = re.compile(rb"<table:table-column\b[^>]*table:visibility=\"(?:collapse|filter)\"")


def scan_ods(bundle: Package) -> tuple[dict[str, Lost], dict[str, dict[str, str]]]:
    """What the sheets of an .ods hold that a reader would lose, and the encoding of cells in old fonts, by name."""
    xml = bundle.read("content.xml")
    found: dict[str, Lost] = {}
    encoded: dict[str, dict[str, str]] = {}
    old = _old_styles(xml)
    for table in _TABLE.findall(xml):
        name = attribute(table[: table.index(b">") + 1], b"table:name")
        if old:
            encoded[name] = dict(_in_old_fonts(table, old))
        found[name] = Lost(
            cells=list(_lost_cells(table)) if b"table:formula=" in table or b'"error"' in table or b">#" in table else [],
            hidden_row=_first_hidden(table, b"row", b"rows") if _HIDDEN_ROW.search(table) else None,
            hidden_column=_first_hidden(table, b"column", b"columns") if _HIDDEN_COLUMN.search(table) else None,
            merges=list(_merges(table)) if b"-spanned=" in table else [],
        )
    return found, encoded


def _old_styles(xml: bytes) -> dict[str, str]:
    """The encoding behind each cell style that uses a font of before Unicode."""
    lowered = xml.lower()
    if b'".vn' not in lowered and b'"vni-' not in lowered:
        return {}
    found = {}
    for attributes, content in _STYLE.findall(xml):
        named = attribute(content, b"style:font-name") or attribute(content, b"fo:font-family")
        encoding = encoding_of_font(named.strip("'"))
        if encoding:
            found[attribute(b" " + attributes, b"style:name")] = encoding
    return found


def _in_old_fonts(table: bytes, old: dict[str, str]) -> Iterator[tuple[str, str]]:
    for row, column, cell, _ in _cells(table):
        encoding = old.get(attribute(cell, b"table:style-name"))
        if encoding:
            yield f"{column_letters(column)}{row + 1}", encoding


def _cells(table: bytes) -> Iterator[tuple[int, int, bytes, bytes]]:
    """The cells of a table that hold or span anything: row, column, attributes, content."""
    row = 0
    for attributes, content in _ROW.findall(table):
        column = 0
        for cell, inner in _CELL.findall(content):
            if inner or b"-spanned=" in cell or b"table:formula=" in cell:
                yield row, column, b" " + cell, inner
            column += _number(cell, b"table:number-columns-repeated")
        row += _number(attributes, b"table:number-rows-repeated")


def _first_hidden(table: bytes, name: bytes, repeated: bytes) -> int:
    """How many rows or columns stand before the first hidden one."""
    before = 0
    for tag in re.findall(rb"<table:table-" + name + rb"\b([^>]*)>", table):
        if attribute(b" " + tag, b"table:visibility") in {"collapse", "filter"}:
            break
        before += _number(tag, b"table:number-" + repeated + b"-repeated")
    return before


def _lost_cells(table: bytes) -> Iterator[tuple[str, str, str]]:
    for row, column, cell, inner in _cells(table):
        shown = " ".join(html.unescape(_TAG.sub(b"", text).decode("utf-8", "replace")).strip() for text in _TEXT.findall(inner))
        place = f"{column_letters(column)}{row + 1}"
        if attribute(cell, b"calcext:value-type") == "error" or _ERROR.match(shown):
            yield place, "error_cell", shown or "#?"
        elif b"table:formula=" in cell and not attribute(cell, b"office:value-type"):
            yield place, "formula_without_value", ""


def _merges(table: bytes) -> Iterator[tuple[int, int, int, int]]:
    for row, column, cell, _ in _cells(table):
        wide, high = (_number(cell, name) for name in (b"table:number-columns-spanned", b"table:number-rows-spanned"))
        if wide > 1 or high > 1:
            yield row, column, row + high - 1, column + wide - 1


def _number(attributes: bytes, name: bytes) -> int:
    found = attribute(b" " + attributes, name)
    return int(found) if found.isdigit() else 1
