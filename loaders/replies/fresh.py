"""A reply on a sheet of its own, for workbooks that cannot be written to. Parses nothing of what was handed in."""

from __future__ import annotations

from loaders.replies.first_sheet import sheet_xml
from loaders.replies.letter import Letter
from loaders.replies.package import Package
from loaders.replies.placing import put_first, put_styles
from loaders.replies.skeleton import skeleton
from loaders.replies.styles import EMPTY, Styles


def fresh(letter: Letter, figures: list[tuple[str, str]]) -> bytes:
    """A workbook that holds nothing but the findings."""
    package = Package(skeleton())
    styles = Styles(EMPTY)
    xml = sheet_xml(letter, figures, styles, has=lambda _: False, fresh=True, memory=[])
    put_first(package, xml, None)
    put_styles(package, styles)
    return package.packed()
