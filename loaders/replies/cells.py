"""Colours cells of one sheet: only their style numbers change; a cell that was never written is added empty."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from loaders.grid import column_letters
from loaders.replies.outline import CannotAnnotate, Edit, edited, parse, parser, tag_end, with_attribute

Place = tuple[int, int]  # row and column, from 1
Restyle = Callable[[int], int]
CleanUp = Callable[[Place, int], int]
_ADDRESS = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})$")


def place_of(address: str) -> Place | None:
    """The row and column of an address such as «G12»; None where it is none."""
    match = _ADDRESS.match(address.strip().upper())
    if not match or not 0 < int(match[2]) <= 1_048_576:
        return None
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - 64
    return (int(match[2]), column) if column <= 16_384 else None


def address_of(place: Place) -> str:
    """The address of a row and column."""
    return f"{column_letters(place[1] - 1)}{place[0]}"


@dataclass(slots=True)
class _Row:
    number: int
    name: str
    start: int
    inner: int
    style: int
    cells: dict[int, tuple[int, int]] = field(default_factory=dict)  # column: its tag
    after: dict[int, int] = field(default_factory=dict)  # wanted column: where the first cell to its right begins
    close: int = 0


@dataclass(slots=True)
class Walked:
    """What one walk through a sheet found of the wanted cells."""

    rows: dict[int, _Row] = field(default_factory=dict)
    following: dict[int, int] = field(default_factory=dict)  # wanted row that is not there: where the next one begins
    column_styles: list[tuple[int, int, int]] = field(default_factory=list)
    stale: dict[Place, tuple[int, int]] = field(default_factory=dict)
    data: tuple[str, int, int, int] | None = None  # name, tag and closing tag of sheetData


def restyled(
    xml: bytes, wanted: Mapping[Place, Restyle], stale: frozenset[int] = frozenset(), clean: CleanUp | None = None
) -> bytes:
    """The sheet with another style for each wanted cell; `clean` gives one to the others whose style is stale."""
    if not wanted and not stale:
        return xml
    walked = walk(xml, list(wanted), stale)
    if walked.data is None:
        raise CannotAnnotate("no sheet data")
    edits: list[Edit] = []
    missing_rows: dict[int, list[Place]] = {}
    for place in sorted(wanted):
        row = walked.rows.get(place[0])
        if row is None:
            missing_rows.setdefault(place[0], []).append(place)
        elif place[1] in row.cells:
            start, end = row.cells[place[1]]
            tag = xml[start:end]
            edits.append((start, end, with_attribute(tag, "s", str(wanted[place](_style(tag))))))
    for place, (start, end) in walked.stale.items():
        if clean and place not in wanted:
            tag = xml[start:end]
            edits.append((start, end, with_attribute(tag, "s", str(clean(place, _style(tag))))))
    for row in walked.rows.values():
        edits += _new_cells(xml, row, walked, wanted)
    return edited(xml, [*edits, *_new_rows(xml, walked, missing_rows, wanted)])


def walk(xml: bytes, places: list[Place], stale: frozenset[int] = frozenset()) -> Walked:
    """Finds the wanted cells of a sheet and those of stale styles, and where cells that are not there belong."""
    walker = _Walker(xml, places, stale)
    parse(walker.parser, xml)
    return walker.found


class _Walker:
    def __init__(self, xml: bytes, places: list[Place], stale: frozenset[int]) -> None:
        self.xml = xml
        self.stale = {str(style) for style in stale}
        self.found = Walked()
        self.parser = parser()
        self.parser.StartElementHandler = self._begin
        self.parser.EndElementHandler = self._finish
        self._columns: dict[int, list[int]] = {}
        for row, column in sorted(places):
            self._columns.setdefault(row, []).append(column)
        self._waiting = sorted(self._columns)
        self._next_row = 0
        self._row_number = 0
        self._column = 0
        self._row: _Row | None = None

    def _begin(self, name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition(":")[2]
        if local == "c":
            self._cell(attributes)
        elif local == "row":
            self._begin_row(name, attributes)
        elif local == "col" and attributes.get("style", "").isdigit():
            ends = int(attributes.get("min", 1)), int(attributes.get("max", 1))
            self.found.column_styles.append((*ends, int(attributes["style"])))
        elif local == "sheetData":
            start = self.parser.CurrentByteIndex
            self.found.data = (name, start, tag_end(self.xml, start), 0)

    def _begin_row(self, name: str, attributes: dict[str, str]) -> None:
        number = attributes.get("r", "")
        self._row_number = int(number) if number.isdigit() else self._row_number + 1
        self._column = 0
        start = self.parser.CurrentByteIndex
        while self._next_row < len(self._waiting) and self._waiting[self._next_row] < self._row_number:
            self.found.following[self._waiting[self._next_row]] = start
            self._next_row += 1
        self._row = None
        if self._row_number in self._columns:
            kept = attributes.get("customFormat") in {"1", "true"} and attributes.get("s", "").isdigit()
            style = int(attributes["s"]) if kept else -1
            self._row = _Row(self._row_number, name, start, tag_end(self.xml, start), style)
            self.found.rows[self._row_number] = self._row
            self._next_row = bisect_left(self._waiting, self._row_number) + 1

    def _cell(self, attributes: dict[str, str]) -> None:
        self._column += 1
        is_stale = attributes.get("s") in self.stale
        if self._row is None and not is_stale:
            return
        place = place_of(attributes.get("r", ""))
        self._column = place[1] if place else self._column
        if is_stale:
            start = self.parser.CurrentByteIndex
            self.found.stale[(self._row_number, self._column)] = (start, tag_end(self.xml, start))
        if self._row is None:
            return
        start = self.parser.CurrentByteIndex
        for wanted in self._columns[self._row.number]:
            if wanted == self._column:
                self._row.cells[wanted] = (start, tag_end(self.xml, start))
            elif wanted < self._column and wanted not in self._row.cells:
                self._row.after.setdefault(wanted, start)

    def _finish(self, name: str) -> None:
        local = name.rpartition(":")[2]
        if local == "row" and self._row is not None:
            self._row.close = self.parser.CurrentByteIndex
            self._row = None
        elif local == "sheetData" and self.found.data is not None:
            self.found.data = (*self.found.data[:3], self.parser.CurrentByteIndex)


def _style(tag: bytes) -> int:
    match = re.search(rb'\ss\s*=\s*["\'](\d+)', tag)
    return int(match[1]) if match else 0


def _inherited(walked: Walked, row_style: int, column: int) -> int:
    """The style that an unwritten cell shows: its row's, or else its column's."""
    if row_style >= 0:
        return row_style
    return next((style for first, last, style in walked.column_styles if first <= column <= last), 0)


def _cell_xml(prefix: str, place: Place, style: int) -> bytes:
    return f'<{prefix}c r="{address_of(place)}" s="{style}"/>'.encode()


def _new_cells(xml: bytes, row: _Row, walked: Walked, wanted: Mapping[Place, Restyle]) -> list[Edit]:
    prefix = row.name[: -len("row")]
    absent = [place for place in sorted(wanted) if place[0] == row.number and place[1] not in row.cells]
    made = {place: _cell_xml(prefix, place, wanted[place](_inherited(walked, row.style, place[1]))) for place in absent}
    if made and xml[row.inner - 2 : row.inner] == b"/>":
        return [(row.inner - 2, row.inner, b">" + b"".join(made.values()) + f"</{row.name}>".encode())]
    return [(at := row.after.get(place[1], row.close), at, text) for place, text in made.items()]


def _new_rows(xml: bytes, walked: Walked, missing: Mapping[int, list[Place]], wanted: Mapping[Place, Restyle]) -> list[Edit]:
    if walked.data is None or not missing:
        return []
    name, start, inner, close = walked.data
    prefix = name[: -len("sheetData")]
    made: list[tuple[int, bytes]] = []
    for number, places in sorted(missing.items()):
        cells = b"".join(_cell_xml(prefix, place, wanted[place](_inherited(walked, -1, place[1]))) for place in places)
        text = f'<{prefix}row r="{number}">'.encode() + cells + f"</{prefix}row>".encode()
        made.append((walked.following.get(number, close), text))
    if xml[inner - 2 : inner] == b"/>":
        rows = b"".join(text for _, text in made)
        return [(start, inner, f"<{name}>".encode() + rows + f"</{name}>".encode())]
    return [(at, at, text) for at, text in made]
