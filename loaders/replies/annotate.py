"""Writes a reply into a workbook, or onto a sheet of its own where the workbook cannot be written to.

Runs in the reading process: the workbook is taken apart here, within that process's limits of memory and time.
"""

from __future__ import annotations

import io
import re
from collections import defaultdict
from collections.abc import Mapping

import python_calamine

from loaders.grid import Grid
from loaders.own_sheet import NAME, is_our_own
from loaders.replies.cells import Place, Restyle, address_of, place_of, restyled
from loaders.replies.comments import commented
from loaders.replies.first_sheet import MEMORY, Restore, sheet_xml
from loaders.replies.fresh import fresh
from loaders.replies.letter import SEVERITIES, Letter, Line, comment_on
from loaders.replies.outline import CannotAnnotate
from loaders.replies.package import Package
from loaders.replies.placing import put_first, put_styles
from loaders.replies.styles import EMPTY, Styles

MOST_COLOURED = 20_000
MOST_COMMENTS = 1_000
_MERGE = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref\s*=\s*["\']([A-Z]+\d+):([A-Z]+\d+)["\']')
_FAULTS = (CannotAnnotate, ValueError, KeyError, IndexError, AttributeError)
Figures = list[tuple[str, str]]
Marks = dict[Place, list[Line]]


def written(kind: str, data: bytes, letter: Letter, figures: Figures) -> tuple[bytes, bool]:
    """The reply as a workbook, and whether it is the sender's own (or else a fresh sheet of findings)."""
    if kind == "xlsx":
        try:
            return _annotated(data, letter, figures), True
        except _FAULTS:
            pass  # built in a way that cannot be edited safely: answered on a sheet of its own
    return fresh(letter, figures), False


def _annotated(data: bytes, letter: Letter, figures: Figures) -> bytes:
    package = Package(data)
    part = package.related(package.book, "styles")
    styles = Styles(package.parts[part] if part else EMPTY)
    sheets = package.sheets()
    earlier, before = _earlier_reply(data, sheets)
    stale = styles.ours() if earlier else frozenset()
    marks = _marks(letter, sheets)
    memory: list[Restore] = []
    for name, sheet in sheets.items():
        if name == earlier or not (marks.get(name) or earlier):
            continue
        old = {cell: fill for where, cell, fill in before if where == name}
        shown = _shown(package.parts[sheet], marks[name])
        _colour(package, name, sheet, shown, styles, stale, old, memory)
        commented(package, sheet, {place: comment_on(shown[place]) for place in sorted(shown)[:MOST_COMMENTS]})
    xml = sheet_xml(letter, figures, styles, has=sheets.__contains__, fresh=False, memory=memory)
    put_first(package, xml, earlier)
    put_styles(package, styles)
    return package.packed()


def _marks(letter: Letter, sheets: Mapping[str, str]) -> dict[str, Marks]:
    """The lines that speak of each cell, by sheet."""
    marks: dict[str, Marks] = defaultdict(lambda: defaultdict(list))
    left = MOST_COLOURED
    for line in letter.lines:
        for cell in line.cells[:left]:
            place = place_of(cell)
            if place and line.sheet in sheets:
                marks[line.sheet][place].append(line)
                left -= 1
    return marks


def _shown(xml: bytes, marks: Marks) -> Marks:
    """The same, with cells that a merge hides moved to the one that shows."""
    areas = [(place_of(first.decode()), place_of(last.decode())) for first, last in _MERGE.findall(xml)] if marks else []
    moved: Marks = defaultdict(list)
    for place, lines in marks.items():
        over = (one for one, last in areas if one and last and one[0] <= place[0] <= last[0] and one[1] <= place[1] <= last[1])
        moved[next(over, place)] += lines
    return moved


def _colour(
    package: Package, name: str, sheet: str, marks: Marks, styles: Styles, stale: frozenset[int], old: Mapping[str, str],
    memory: list[Restore],
) -> None:  # fmt: skip
    def plain(place: Place, style: int) -> int:
        return styles.restored(style, old.get(address_of(place), "")) if style in stale else style

    def tint(place: Place, lines: list[Line]) -> Restyle:
        worst = min((line.severity for line in lines), key=SEVERITIES.index)

        def style(found: int) -> int:
            had = plain(place, found)
            memory.append((name, address_of(place), styles.fill_of(had)))
            return styles.tinted(had, worst)

        return style

    wanted = {place: tint(place, lines) for place, lines in marks.items()}
    package.set(sheet, restyled(package.parts[sheet], wanted, stale, plain))


def _earlier_reply(data: bytes, sheets: Mapping[str, str]) -> tuple[str | None, list[Restore]]:
    """The sheet that an earlier reply put first, and what it remembers of the cells it coloured."""
    for name in sheets:
        if not name.startswith(NAME):
            continue
        try:
            rows = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_name(name).to_python(False)
        except (python_calamine.CalamineError, ValueError, OSError):
            continue
        if is_our_own(Grid(name, rows)):
            told = [row[MEMORY - 1] for row in rows if len(row) >= MEMORY]
            kept = [text.split("\t", 2) for text in told if isinstance(text, str)]
            return name, [(parts[1], parts[0], parts[2]) for parts in kept if len(parts) == 3]
    return None, []
