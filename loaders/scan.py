"""What the fast reader loses, found in the XML of a workbook: error cells, formulas without a stored result,
hidden rows and columns.

Runs in the reading process only.
"""

from __future__ import annotations

import html
import posixpath
import re
from collections.abc import Callable
from dataclasses import dataclass, field

from loaders.findings import Finding
from loaders.grid import column_letters
from loaders.packages import Package

_UNCALCULATED = "formula_without_value"
PROLOG = 4096
_SHEET = re.compile(rb"<(?:\w+:)?sheet\b[^>]*?>")
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\b[^>]*?>")
_CELL = re.compile(rb"<(?:\w+:)?c\b([^>]*?)(?:/>|>(.*?)</(?:\w+:)?c>)", re.DOTALL)
_REFERENCE = re.compile(rb'\br="([A-Z]{1,3})(\d{1,7})"')
_VALUE = re.compile(rb"<(?:\w+:)?v\b[^>]*>(.*?)</(?:\w+:)?v>", re.DOTALL)
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s>/]")
_HIDDEN_ROW = re.compile(rb'<(?:\w+:)?row\b[^>]*?\bhidden="(?:1|true)"[^>]*>')
_HIDDEN_COLUMN = re.compile(rb'<(?:\w+:)?col\b[^>]*?\bhidden="(?:1|true)"[^>]*>')
_ROWS = {"vi": "dòng bị ẩn", "en": "hidden rows"}
_COLUMNS = {"vi": "cột bị ẩn", "en": "hidden columns"}
_MOST_ROWS, _MOST_COLUMNS = 1_048_576, 16_384


@dataclass(frozen=True, slots=True)
class Lost:
    """What one sheet holds that the reader would show as blank: (cell, rule, value), and what is hidden in it.

    `hidden_row` and `hidden_column` are the first that is hidden, counted from 0; -1 where its place is not told.
    `merges` are the merged ranges (first row, first column, last row, last column) where the reader does not know them.
    """

    cells: list[tuple[str, str, str]] = field(default_factory=list)
    hidden_row: int | None = None
    hidden_column: int | None = None
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)

    @property
    def anything(self) -> bool:
        """Whether there is something to say."""
        return bool(self.cells) or self.hidden_row is not None or self.hidden_column is not None


def scan_xlsx(bundle: Package) -> dict[str, Lost]:
    """What the sheets of an .xlsx or .xlsm hold that a reader would lose, by name; sheets that lose nothing are left out.

    Raises zipfile.BadZipFile where the file is damaged.
    """
    sheets = [name for name in bundle.namelist() if "worksheets/" in name and name.endswith(".xml")]
    looked = {name: _look(bundle.read(name)) for name in sheets}
    if not any(lost.anything for lost in looked.values()):
        return {}
    return {name: looked[path] for name, path in sheet_paths(bundle).items() if path in looked and looked[path].anything}


def sheet_paths(bundle: Package) -> dict[str, str]:
    """The part that each sheet stands in, by the sheet's name."""
    parts = {name: bundle.read(name) for name in bundle.namelist() if "workbook.xml" in name}
    book = next((name for name in parts if name.endswith("workbook.xml")), None)
    if book is None:
        return {}
    folder, leaf = posixpath.split(book)
    relations = parts.get(f"{folder}/_rels/{leaf}.rels", b"")
    targets = relation_targets(relations)
    found = {}
    for tag in _SHEET.findall(parts[book]):
        target = targets.get(attribute(tag, rb"\w+:id"))
        if target:
            found[attribute(tag, b"name")] = (
                target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"{folder}/{target}")
            )
    return found


def relation_targets(relations: bytes) -> dict[str, str]:
    """The targets of a part's relations, by their ids."""
    return {attribute(tag, b"Id"): attribute(tag, b"Target") for tag in _RELATION.findall(relations)}


def attribute(tag: bytes, name: bytes) -> str:
    """The value of an attribute of a tag; empty where it has none."""
    match = re.search(rb"\s" + name + rb"=(?:\"([^\"]*)\"|'([^']*)')", tag)
    return html.unescape((match[1] or match[2] or b"").decode("utf-8", "replace")) if match else ""


def _look(xml: bytes) -> Lost:
    formulas = b"<f" in xml or b":worksheet" in xml[:PROLOG]  # a prefix on every tag is rare: look closely then
    suspicious = b't="e"' in xml or (formulas and _FORMULA.search(xml) is not None)
    cells = _lost_cells(xml) if suspicious else []
    if b"hidden=" not in xml:
        return Lost(cells)
    return Lost(cells, _hidden(_HIDDEN_ROW.search(xml), b"r"), _hidden(_HIDDEN_COLUMN.search(xml), b"min"))


def _hidden(tag: re.Match[bytes] | None, name: bytes) -> int | None:
    """The number, from 0, that an attribute of a tag counts from 1."""
    if tag is None:
        return None
    number = attribute(tag[0], name)
    return int(number) - 1 if number.isdecimal() and len(number) <= len("1048576") else -1


def _lost_cells(xml: bytes) -> list[tuple[str, str, str]]:
    found = []
    for attributes, content in _CELL.findall(xml):
        if b't="e"' not in attributes and b"<f" not in content and b":f" not in content:
            continue
        place = _REFERENCE.search(attributes)
        value = _VALUE.search(content)
        if not place:
            continue
        cell = (place[1] + place[2]).decode()
        if b't="e"' in attributes:
            found.append((cell, "error_cell", html.unescape(value[1].decode("utf-8", "replace")) if value else "#?"))
        elif _FORMULA.search(content) and (value is None or not value[1]) and b't="str"' not in attributes:
            found.append((cell, "formula_without_value", ""))
    return found


def findings(sheet: str, lost: Lost, taken: Callable[[str], bool]) -> list[Finding]:
    """The findings of one sheet. A formula without a result does no harm where no value is `taken` from its cell."""
    rules = [(cell, rule if rule != _UNCALCULATED or taken(cell) else f"{rule}_aside", value) for cell, rule, value in lost.cells]
    listed = [Finding(rule, sheet, cell, value) for cell, rule, value in rules]
    row, column = lost.hidden_row, lost.hidden_column
    if row is not None:
        cell = f"A{row + 1}" if 0 <= row < _MOST_ROWS else None
        what = {"vi": f"dòng bị ẩn, từ dòng {row + 1}", "en": f"hidden rows, from row {row + 1} on"} if cell else _ROWS
        listed.append(Finding("hidden_content", sheet, cell, details={"what": what}))
    if column is not None:
        letters = column_letters(column) if 0 <= column < _MOST_COLUMNS else ""
        what = {"vi": f"cột bị ẩn, từ cột {letters}", "en": f"hidden columns, from column {letters} on"} if letters else _COLUMNS
        listed.append(Finding("hidden_content", sheet, f"{letters}1" if letters else None, details={"what": what}))
    return listed
