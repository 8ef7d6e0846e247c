"""Cell comments: a list of texts in one part, and the boxes that show them in another, which has to be VML."""

from __future__ import annotations

import re
from collections.abc import Mapping

from loaders.replies.cells import Place, address_of, place_of
from loaders.replies.outline import Node, appended, attributes_of, edited, escaped, outline
from loaders.replies.package import OFFICE, STRICT, XML_HEAD, Package
from loaders.replies.styles import MAIN

AUTHOR = "Kiểm tra báo cáo (QMS)"
ADDED = "\n[Kiểm tra] "  # how our words begin in a comment that the sender had written
_COMMENTS = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_VML = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_STRICT_MAIN = "http://purl.oclc.org/ooxml/spreadsheetml/main"
_SHAPE = re.compile(rb"<v:shape\b.*?</v:shape>\s*", re.DOTALL)
_SHAPE_NUMBER = re.compile(rb"_x0000_s(\d+)")
_EMPTY_VML = (
    b'<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    b'xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/>'
    b"</o:shapelayout></xml>"
)
_SHAPE_TYPE = (
    '<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
# What may stand after <legacyDrawing> in a sheet.
_AFTER = frozenset(
    {
        "legacyDrawingHF",
        "drawingHF",
        "picture",
        "oleObjects",
        "controls",
        "webPublishItems",
        "tableParts",
        "extLst",
        "AlternateContent",
    }
)


def commented(package: Package, sheet: str, texts: Mapping[Place, str]) -> None:
    """Puts comments into a sheet, after those of an earlier reply were taken out; a sender's own words stay."""
    part = package.related(sheet, "comments")
    removed: set[Place] = set()
    if part:
        package.set(part, _without_ours(package.parts[part], removed))
    if not texts and not removed:
        return
    if part is None:
        space = _STRICT_MAIN if package.strict else MAIN
        empty = f'{XML_HEAD}<comments xmlns="{space}"><authors/><commentList/></comments>'
        part = package.add("comments", "xml", empty.encode(), _COMMENTS)
        package.relate(sheet, "comments", part)
    xml, fresh = _with_texts(package.parts[part], texts)
    package.set(part, xml)
    drawing = _drawing(package, sheet)
    package.set(drawing, _with_boxes(_without_boxes(package.parts[drawing], removed), {place: texts[place] for place in fresh}))


def _without_ours(xml: bytes, removed: set[Place]) -> bytes:
    root = outline(xml, 5)
    authors, listed = root.child("authors"), root.child("commentList")
    names = [xml[node.inner : node.close].decode("utf-8", "replace") for node in authors.children] if authors else []
    ours = {str(i) for i, name in enumerate(names) if name == escaped(AUTHOR)}
    edits = []
    for node in listed.children if listed else ():
        reference, author = attributes_of(xml, node, "ref", "authorId")
        place = place_of(reference)
        if author in ours and place:
            removed.add(place)
            edits.append((node.start, node.end, b""))
        else:
            edits += [(run.start, run.end, b"") for run in _runs_of(node) if _is_added(xml[run.inner : run.close])]
    return edited(xml, edits)


def _runs_of(comment: Node) -> list[Node]:
    text = comment.child("text")
    return [node for node in text.children if node.local == "r"] if text else []


def _is_added(run: bytes) -> bool:
    return re.search(rb">\s*" + re.escape(ADDED.strip().encode()), run) is not None


def _with_texts(xml: bytes, texts: Mapping[Place, str]) -> tuple[bytes, list[Place]]:
    """The part with the texts added, and the cells that had no comment before."""
    root = outline(xml, 3)
    p = root.prefix
    authors, listed = root.child("authors"), root.child("commentList")
    if authors is None or listed is None:
        return xml, []
    held = {place_of(attributes_of(xml, node, "ref")[0]): node for node in listed.children}
    edits, lines, fresh = [], [], []
    for place, text in sorted(texts.items()):
        body = held[place].child("text") if place in held else None
        if body is not None:
            run = f'<{p}r><{p}t xml:space="preserve">{escaped(ADDED + text)}</{p}t></{p}r>'
            edits.append(appended(xml, body, run.encode()))
        else:
            fresh.append(place)
            look = f'<{p}rPr><{p}sz val="9"/><{p}rFont val="Tahoma"/></{p}rPr>'
            run = f'<{p}r>{look}<{p}t xml:space="preserve">{escaped(text)}</{p}t></{p}r>'
            number = len(authors.children)
            lines.append(f'<{p}comment ref="{address_of(place)}" authorId="{number}"><{p}text>{run}</{p}text></{p}comment>')
    if lines:
        edits.append(appended(xml, authors, f"<{p}author>{escaped(AUTHOR)}</{p}author>".encode()))
        edits.append(appended(xml, listed, "".join(lines).encode()))
    return edited(xml, edits), fresh


def _drawing(package: Package, sheet: str) -> str:
    """The VML part of a sheet; where it has none, an empty one, named by the sheet."""
    xml = package.parts[sheet]
    root = outline(xml, 1)
    named = root.child("legacyDrawing")
    targets = {one.number: one.target for one in package.relations(sheet)}
    if named is not None:
        (number,) = attributes_of(xml, named, r"\w+:id")
        if targets.get(number) in package.parts:
            return targets[number]
    part = package.add("drawings/vmlDrawingQms", "vml", _EMPTY_VML, _VML)
    number = package.relate(sheet, "vmlDrawing", part)
    space = STRICT if package.strict else OFFICE
    line = f'<{root.prefix}legacyDrawing xmlns:qr="{space}" qr:id="{number}"/>'.encode()
    following = next((node.start for node in root.children if node.local in _AFTER), root.close)
    edits = [(following, following, line)]
    if named is not None:
        edits = [(named.start, named.end, line)]
    package.set(sheet, edited(xml, edits))
    return part


def _without_boxes(vml: bytes, removed: set[Place]) -> bytes:
    def kept(match: re.Match[bytes]) -> bytes:
        shape = match[0]
        place = re.search(rb"<x:Row>\s*(\d+)\s*</x:Row>.*?<x:Column>\s*(\d+)", shape, re.DOTALL)
        note = b'ObjectType="Note"' in shape and place is not None
        return b"" if note and place and (int(place[1]) + 1, int(place[2]) + 1) in removed else shape

    return _SHAPE.sub(kept, vml) if removed else vml


def _with_boxes(vml: bytes, texts: Mapping[Place, str]) -> bytes:
    number = max([1024, *map(int, _SHAPE_NUMBER.findall(vml))])
    shapes = [] if b'id="_x0000_t202"' in vml else [_SHAPE_TYPE]
    for place, text in sorted(texts.items()):
        number += 1
        shapes.append(_box(number, place, text))
    at = vml.rfind(b"</xml>")
    return vml if at < 0 else vml[:at] + "".join(shapes).encode() + vml[at:]


def _box(number: int, place: Place, text: str) -> str:
    row, column = place[0] - 1, place[1] - 1
    lines = sum(1 + len(line) // 46 for line in text.splitlines())
    bottom = row + max(3, lines)
    anchor = f"{column + 1}, 15, {max(row - 1, 0)}, 4, {column + 4}, 60, {bottom}, 4"
    return (
        f'<v:shape id="_x0000_s{number}" type="#_x0000_t202" fillcolor="#ffffe1" o:insetmode="auto" '
        'style="position:absolute;margin-left:60pt;margin-top:2pt;width:260pt;height:90pt;z-index:1;visibility:hidden">'
        '<v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>'
        '<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>'
        f'<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>{anchor}</x:Anchor>'
        f"<x:AutoFill>False</x:AutoFill><x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
    )
