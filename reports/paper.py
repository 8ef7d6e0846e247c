"""A sheet of administrative paper: Decree 30/2020/NĐ-CP, appendix I, as Word understands it.

A4; margins 20, 20, 30 and 15 mm (top, bottom, left, right); Times New Roman; page numbers in the middle of the upper
margin from the second page on.
"""

from __future__ import annotations

from typing import Any

from docx import Document
from docx.document import Document as Paper
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from reports.words import printable

FONT = "Times New Roman"
LEFT, CENTER, RIGHT, JUSTIFY = (
    WD_ALIGN_PARAGRAPH.LEFT,
    WD_ALIGN_PARAGRAPH.CENTER,
    WD_ALIGN_PARAGRAPH.RIGHT,
    WD_ALIGN_PARAGRAPH.JUSTIFY,
)


def blank() -> Paper:
    """An empty document on the decree's paper."""
    paper = Document()
    normal = paper.styles["Normal"]
    normal.font.name, normal.font.size = FONT, Pt(14)
    fonts = normal.element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(script), FONT)
    section = paper.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(20), Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    section.header_distance = Mm(10)
    section.different_first_page_header_footer = True
    number = section.header.paragraphs[0]
    number.alignment = CENTER
    _field(number, "PAGE")
    return paper


def write(
    paragraph: Paragraph,
    text: str,
    *,
    size: float = 14,
    bold: bool = False,
    italic: bool = False,
    align: Any = None,
    before: float = 0,
    after: float = 0,
    indent: bool = False,
) -> Paragraph:
    """Adds text to a paragraph; sizes and distances in points; `indent` sets the first line in by 10 mm."""
    run = paragraph.add_run(printable(text))
    run.font.size, run.bold, run.italic = Pt(size), bold, italic
    form = paragraph.paragraph_format
    form.space_before, form.space_after = Pt(before), Pt(after)
    if align is not None:
        paragraph.alignment = align
    if indent:
        form.first_line_indent = Mm(10)
    return paragraph


def say(cell: _Cell, text: str, *, first: bool = False, **how: Any) -> Paragraph:
    """A paragraph in a cell: its first one, or one more."""
    return write(cell.paragraphs[0] if first else cell.add_paragraph(), text, **how)


def rule(cell: _Cell, width_mm: float, of_mm: float) -> None:
    """A thin line in the middle of a cell that is `of_mm` wide, under what stands there."""
    paragraph = cell.add_paragraph()
    form = paragraph.paragraph_format
    form.space_before = form.space_after = Pt(0)
    form.line_spacing = Pt(4)
    form.left_indent = form.right_indent = Mm((of_mm - width_mm) / 2)
    borders = OxmlElement("w:pBdr")
    top = OxmlElement("w:top")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "000000")):
        top.set(qn(f"w:{name}"), value)
    borders.append(top)
    paragraph._p.get_or_add_pPr().append(borders)


def columns(table: Table, widths_mm: tuple[float, ...]) -> None:
    """Fixes the widths of a table's columns: for Word in every cell, for LibreOffice in the table's grid."""
    table.autofit = False
    for column, width in zip(table.columns, widths_mm, strict=True):
        column.width = Mm(width)
    for row in table.rows:
        for cell, width in zip(row.cells, widths_mm, strict=True):
            cell.width = Mm(width)


def repeat_heading(table: Table) -> None:
    """The first row is repeated on every page, and no row breaks over two pages."""
    for at, row in enumerate(table.rows):
        properties = row._tr.get_or_add_trPr()
        names = ("w:tblHeader", "w:cantSplit") if at == 0 else ("w:cantSplit",)
        for name in names:
            properties.append(OxmlElement(name))


def _field(paragraph: Paragraph, instruction: str) -> None:
    run = paragraph.add_run()
    for kind in ("begin", None, "end"):
        if kind is None:
            part = OxmlElement("w:instrText")
            part.text = instruction
        else:
            part = OxmlElement("w:fldChar")
            part.set(qn("w:fldCharType"), kind)
        run._r.append(part)
