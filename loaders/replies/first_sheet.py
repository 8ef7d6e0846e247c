"""The first sheet of a reply, written as XML: every text is a text, whatever it begins with; only counts are numbers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from loaders.grid import column_letters
from loaders.replies.letter import Letter, Line, grouped, mark_line, words
from loaders.replies.outline import escaped
from loaders.replies.styles import FILLS, MAIN, Styles

WIDTHS = (6, 13, 22, 13, 24, 62, 48)
LAST = len(WIDTHS)
MOST_LINES = 1_000
MEMORY = LAST + 1  # a hidden column: the fill that a coloured cell had before
_FONT = '<sz val="{size}"/><color rgb="FF{colour}"/><name val="Times New Roman"/>'
_BOLD, _LINE = "<b/>", "<u/>"
_BLUE = "0563C1"
_WRAP = 'horizontal="left" indent="1" wrapText="1"'
_MIDDLE = 'horizontal="center" wrapText="1"'
_BAND = {"accepted": "FFC6E0B4", "accepted_with_warnings": FILLS["warning"], "duplicate": "FFD9D9D9"}
Restore = tuple[str, str, str]  # sheet, cell, the fill it had


@dataclass(slots=True)
class _Page:
    """The sheet as it grows: rows of XML, merges, links."""

    styles: Styles
    rows: list[str] = field(default_factory=list)
    merges: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)

    def style(self, size: int = 11, *, bold: bool = False, colour: str = "000000", **more: str | bool | None) -> int:
        """The number of a style."""
        font = (_BOLD if bold else "") + (_LINE if colour == _BLUE else "") + _FONT.format(size=size, colour=colour)
        fill = more.get("fill")
        layout = str(more.get("layout", _WRAP))
        return self.styles.made(font=font, fill=str(fill) if fill else None, border=bool(more.get("border")), layout=layout)

    def row(self, cells: dict[int, tuple[str | int, int]], *, height: float, span: tuple[int, int] | None = None) -> int:
        """Adds a row; gives its number. `cells` are (content, style) by column; `span` are the columns to merge."""
        number = len(self.rows) + 1
        parts = []
        if span:
            self.merges.append(f"{column_letters(span[0] - 1)}{number}:{column_letters(span[1] - 1)}{number}")
            style = cells[span[0]][1]
            cells = cells | dict.fromkeys(range(span[0] + 1, span[1] + 1), ("", style))
        for column, (content, style) in sorted(cells.items()):
            parts.append(_cell(f"{column_letters(column - 1)}{number}", content, style))
        shown = f'ht="{height}" customHeight="1"' if height else 'hidden="1"'
        self.rows.append(f'<row r="{number}" {shown}>{"".join(parts)}</row>')
        return number

    def link(self, cell: str, sheet: str, target: str) -> None:
        """Makes a cell lead to a cell of another sheet."""
        place = f"'{sheet.replace(chr(39), chr(39) * 2)}'!{target}"
        self.links.append(f'<hyperlink ref="{cell}" location="{escaped(place)}" display="{escaped(target)}"/>')


def sheet_xml(
    letter: Letter,
    figures: list[tuple[str, str]],
    styles: Styles,
    *,
    has: Callable[[str], bool],
    fresh: bool,
    memory: list[Restore],
) -> bytes:
    """The sheet's part. `has` says which sheets can be linked to; `memory` is kept in a hidden column for a second reply."""
    page = _Page(styles)
    said = words()
    page.row({1: (said["title"], page.style(16, bold=True, colour="1F3864", layout=_MIDDLE))}, height=26, span=(1, LAST))
    page.row({1: (mark_line(), page.style(10, colour="7F7F7F", layout=_MIDDLE))}, height=16, span=(1, LAST))
    page.row({}, height=6)
    _facts(page, letter)
    _findings(page, letter, has)
    _heading(page, said["to_send"])
    good = letter.outcome in _BAND and not any(line.severity == "error" for line in letter.lines)
    for text in said["how_good" if good else "how_fresh" if fresh else "how"]:
        page.row({1: (text, page.style())}, height=_height(text, 180), span=(1, LAST))
    if figures:
        _heading(page, said["figures_of_accepted" if letter.outcome in _BAND else "figures_of_other"])
        for i in range(0, len(figures), 2):
            _two_pairs(page, [*figures[i : i + 2], ("", "")][:2])
    _remember(page, memory)
    return _finished(page)


def _facts(page: _Page, letter: Letter) -> None:
    for label, value in letter.facts[:3]:
        _pair(page, label, value)
    fill = _BAND.get(letter.outcome, FILLS["error"])
    plain, bold = page.style(fill=fill, border=True), page.style(12, bold=True, fill=fill, border=True)
    number = page.row(
        {1: (words()["result"], plain), 2: ("", plain), 3: ("", plain), 4: (letter.result, bold)}, height=22, span=(4, LAST)
    )
    page.merges.append(f"A{number}:C{number}")
    for label, value in letter.facts[3:]:
        _pair(page, label, value)


def _pair(page: _Page, label: str, value: str) -> None:
    plain, bold = page.style(border=True), page.style(bold=True, border=True)
    number = page.row(
        {1: (label, plain), 2: ("", plain), 3: ("", plain), 4: (value, bold)}, height=_height(value, 140), span=(4, LAST)
    )
    page.merges.append(f"A{number}:C{number}")


def _two_pairs(page: _Page, pairs: list[tuple[str, str]]) -> None:
    plain, bold = page.style(border=True), page.style(bold=True, border=True)
    (left, one), (right, other) = pairs
    cells: dict[int, tuple[str | int, int]] = {1: (left, plain), 2: ("", plain), 3: ("", plain), 4: (one, bold), 5: ("", bold)}
    number = page.row(cells | {6: (right, plain), 7: (other, bold)}, height=18)
    page.merges += [f"A{number}:C{number}", f"D{number}:E{number}"]


def _heading(page: _Page, text: str) -> None:
    page.row({}, height=8)
    page.row({1: (text, page.style(12, bold=True, colour="1F3864", layout=""))}, height=18)


def _findings(page: _Page, letter: Letter, has: Callable[[str], bool]) -> None:
    said = words()
    _heading(page, said["findings"])
    if not letter.lines:
        page.row({1: (said["no_findings"], page.style())}, height=16, span=(1, LAST))
        return
    head = page.style(bold=True, colour="FFFFFF", fill="FF1F3864", border=True, layout=_MIDDLE)
    page.row({i + 1: (text, head) for i, text in enumerate(said["columns"])}, height=18)
    for i, line in enumerate(letter.lines[:MOST_LINES], 1):
        _finding(page, i, line, linked=bool(line.sheet) and has(line.sheet))
    more = len(letter.lines) - MOST_LINES
    if more > 0:
        page.row({1: (said["more_findings"].format(more=grouped(more)), page.style())}, height=18, span=(1, LAST))


def _finding(page: _Page, i: int, line: Line, *, linked: bool) -> None:
    said = words()
    plain = page.style(border=True)
    middle = page.style(border=True, layout=_MIDDLE)
    severity = page.style(bold=True, fill=FILLS[line.severity], border=True, layout=_MIDDLE)
    target = line.cells[0] if line.cells else "A1"
    place = line.cells[0] if line.cells else said["whole_sheet"] if line.sheet else ""
    if len(line.cells) > 1:
        place = ", ".join(line.cells[:3])
        place += said["and_more"].format(more=len(line.cells) - 3) if len(line.cells) > 3 else ""
    where = page.style(border=True, colour=_BLUE, layout=_MIDDLE) if linked else middle
    texts = {1: i, 2: said["severity"][line.severity], 3: line.sheet, 4: place, 5: line.value, 6: line.sentence, 7: line.todo}
    styles = {1: middle, 2: severity, 4: where}
    cells = {column: (text, styles.get(column, plain)) for column, text in texts.items()}
    height = max(_height(str(text), WIDTHS[column - 1]) for column, text in texts.items())
    number = page.row(cells, height=height)
    if linked:
        page.link(f"D{number}", line.sheet, target)


def _remember(page: _Page, memory: list[Restore]) -> None:
    style = page.style(8, colour="FFFFFF", layout="")
    for sheet, cell, fill in memory:
        page.row({MEMORY: (f"{cell}\t{sheet}\t{fill}", style)}, height=0)


def _height(text: str, width: float) -> float:
    """A row's height that shows a wrapped text whole: programs do not fit heights by themselves."""
    lines = sum(1 + int(len(part) / (width * 0.98)) for part in text.split("\n"))
    return 4 + 15.0 * min(max(lines, 1), 26)


def _cell(address: str, content: str | int, style: int) -> str:
    if isinstance(content, int):
        return f'<c r="{address}" s="{style}"><v>{content}</v></c>'
    if not content:
        return f'<c r="{address}" s="{style}"/>'
    return f'<c r="{address}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{escaped(content[:32_000])}</t></is></c>'


def _finished(page: _Page) -> bytes:
    columns = "".join(f'<col min="{i}" max="{i}" width="{width}" customWidth="1"/>' for i, width in enumerate(WIDTHS, 1))
    merges = "".join(f'<mergeCell ref="{merge}"/>' for merge in page.merges)
    links = f"<hyperlinks>{''.join(page.links)}</hyperlinks>" if page.links else ""
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="{MAIN}">'
        '<sheetPr><tabColor rgb="FFC00000"/><pageSetUpPr fitToPage="1"/></sheetPr>'
        '<sheetViews><sheetView showGridLines="0" tabSelected="1" workbookViewId="0"/></sheetViews>'
        f'<sheetFormatPr defaultRowHeight="15"/><cols>{columns}'
        f'<col min="{MEMORY}" max="{MEMORY}" width="9" hidden="1" customWidth="1"/></cols>'
        f"<sheetData>{''.join(page.rows)}</sheetData>"
        f'<mergeCells count="{len(page.merges)}">{merges}</mergeCells>{links}'
        '<pageMargins left="0.5" right="0.5" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>'
        '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/></worksheet>'
    ).encode()
