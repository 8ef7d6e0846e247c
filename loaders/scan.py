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
from loaders.packages import Package

_UNCALCULATED = "formula_without_value"
PROLOG = 4096
_SHEET = re.compile(rb"<(?:\w+:)?sheet\b[^>]*?>")
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\b[^>]*?>")
_CELL = re.compile(rb"<(?:\w+:)?c\b([^>]*?)(?:/>|>(.*?)</(?:\w+:)?c>)", re.DOTALL)
_REFERENCE = re.compile(rb'\br="([A-Z]{1,3})(\d{1,7})"')
_VALUE = re.compile(rb"<(?:\w+:)?v\b[^>]*>(.*?)</(?:\w+:)?v>", re.DOTALL)
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s>/]")
_HIDDEN_ROW = re.compile(rb'<(?:\w+:)?row\b[^>]*?\bhidden="(?:1|true)"')
_HIDDEN_COLUMN = re.compile(rb'<(?:\w+:)?col\b[^>]*?\bhidden="(?:1|true)"')


@dataclass(frozen=True, slots=True)
class Lost:
    """What one sheet holds that the reader would show as blank: (cell, rule, value), and what is hidden in it.

    `merges` are the merged ranges (first row, first column, last row, last column) where the reader does not know them.
    """

    cells: list[tuple[str, str, str]] = field(default_factory=list)
    hidden_rows: bool = False
    hidden_columns: bool = False
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)

    @property
    def anything(self) -> bool:
        """Whether there is something to say."""
        return bool(self.cells or self.hidden_rows or self.hidden_columns)


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
    return Lost(
        cells=_lost_cells(xml) if suspicious else [],
        hidden_rows=b"hidden=" in xml and _HIDDEN_ROW.search(xml) is not None,
        hidden_columns=b"hidden=" in xml and _HIDDEN_COLUMN.search(xml) is not None,
    )


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
    if lost.hidden_rows:
        listed.append(Finding("hidden_content", sheet, details={"what": {"vi": "dòng", "en": "rows"}}))
    if lost.hidden_columns:
        listed.append(Finding("hidden_content", sheet, details={"what": {"vi": "cột", "en": "columns"}}))
    return listed
