"""Which cells of an .xlsx are written in a font of before Unicode. Runs in the reading process only."""

from __future__ import annotations

import re

from loaders.legacy import encoding_of_font
from loaders.packages import Package
from loaders.scan import attribute, sheet_paths

_FONT = re.compile(rb"<(?:\w+:)?font\b[^>]*?(?:/>|>(.*?)</(?:\w+:)?font>)", re.DOTALL)
_NAME = re.compile(rb"<(?:\w+:)?(?:name|rFont)\b[^>]*?>")
_FONTS = re.compile(rb"<(?:\w+:)?fonts\b.*?</(?:\w+:)?fonts>", re.DOTALL)
_FORMATS = re.compile(rb"<(?:\w+:)?cellXfs\b.*?</(?:\w+:)?cellXfs>", re.DOTALL)
_FORMAT = re.compile(rb"<(?:\w+:)?xf\b[^>]*?>")
_STYLED = re.compile(rb'<(?:\w+:)?c\b[^>]*?\br="([A-Z]{1,3}\d{1,7})"[^>]*?\bs="(\d{1,5})"')


def old_cells(bundle: Package) -> dict[str, dict[str, str]]:
    """For each sheet, the encoding ('tcvn3', 'tcvn3_capitals', 'vni') of its cells in old fonts, by address."""
    styles = next((bundle.read(name) for name in bundle.namelist() if name.endswith("styles.xml")), b"")
    lowered = styles.lower()
    if b'".vn' not in lowered and b'"vni' not in lowered:
        return {}
    encodings = _encodings(styles)
    return {sheet: _cells(bundle.read(path), encodings) for sheet, path in sheet_paths(bundle).items()}


def _encodings(styles: bytes) -> dict[int, str]:
    """The encoding behind each cell format that uses an old font."""
    listed = _FONTS.search(styles)
    names = [_NAME.search(font[0]) for font in _FONT.finditer(listed[0] if listed else b"")]
    fonts = [encoding_of_font(attribute(name[0], b"val")) if name else None for name in names]
    formats = _FORMATS.search(styles)
    found = {}
    for number, format_ in enumerate(_FORMAT.findall(formats[0] if formats else b"")):
        font = attribute(format_, b"fontId")
        encoding = fonts[int(font)] if font.isdigit() and int(font) < len(fonts) else None
        if encoding:
            found[number] = encoding
    return found


def _cells(xml: bytes, encodings: dict[int, str]) -> dict[str, str]:
    return {cell.decode(): encodings[int(style)] for cell, style in _STYLED.findall(xml) if int(style) in encodings}
