"""Puts our sheet before all others of a workbook, and the styles that it needs."""

from __future__ import annotations

import re

from loaders.own_sheet import NAME
from loaders.replies.outline import CannotAnnotate, Node, appended, attributes_of, edited, escaped, outline, with_attribute
from loaders.replies.package import OFFICE, STRICT, Package
from loaders.replies.styles import Styles

_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_STYLES = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"
_SELECTED = re.compile(rb'(<(?:\w+:)?sheetView\b[^>]*?)\stabSelected\s*=\s*["\'](?:1|true)["\']')


def put_first(package: Package, xml: bytes, earlier: str | None) -> None:
    """Puts our sheet before all others and shows it, or in the place of the one of an earlier reply."""
    sheets = package.sheets()
    for part in sheets.values():
        head, mark, rest = package.parts[part].partition(b"<sheetData")
        package.set(part, _SELECTED.sub(rb"\1", head) + mark + rest)
    if earlier:
        package.set(sheets[earlier], xml)
        _show(package, list(sheets).index(earlier))
        return
    part = package.add("worksheets/sheetQms", "xml", xml, _SHEET)
    number = package.relate(package.book, "worksheet", part)
    package.set(package.book, _with_sheet(package.parts[package.book], number, STRICT if package.strict else OFFICE))
    _show(package, 0)


def _with_sheet(xml: bytes, number: str, space: str) -> bytes:
    """The workbook part with our sheet first; names that belong to one sheet count sheets, so they move on by one."""
    root = outline(xml, 2)
    listed = root.child("sheets")
    if listed is None:
        raise CannotAnnotate("no sheets")
    known = [int(text) for node in listed.children for text in attributes_of(xml, node, "sheetId") if text.isdigit()]
    prefix = re.search(rb"\s(\w+):id\s*=", xml[listed.start : listed.close])
    short = prefix[1].decode() if prefix else "r"
    link = f'xmlns:{short}="{space}" {short}:id="{number}"'  # some writers declare the prefix on every sheet alone
    names = {name for node in listed.children for name in attributes_of(xml, node, "name")}
    title = next(title for title in (NAME, *(f"{NAME} ({i})" for i in range(2, 99))) if title not in names)
    tag = f'<{root.prefix}sheet name="{escaped(title)}" sheetId="{max(known, default=0) + 1}" {link}/>'.encode()
    first = (listed.children[0].start, listed.children[0].start, tag) if listed.children else appended(xml, listed, tag)
    return edited(xml, [first, *_moved_names(xml, root.child("definedNames"))])


def _moved_names(xml: bytes, names: Node | None) -> list[tuple[int, int, bytes]]:
    edits = []
    for node in names.children if names else ():
        (local,) = attributes_of(xml, node, "localSheetId")
        if local.isdigit():
            edits.append(
                (node.start, node.inner, with_attribute(xml[node.start : node.inner], "localSheetId", str(int(local) + 1)))
            )
    return edits


def _show(package: Package, index: int) -> None:
    """Makes the workbook open on a sheet."""
    xml = package.parts[package.book]
    views = outline(xml, 2).child("bookViews")
    edits = []
    for node in views.children if views else ():
        tag = with_attribute(xml[node.start : node.inner], "activeTab", str(index))
        edits.append((node.start, node.inner, with_attribute(tag, "firstSheet", "0")))
    package.set(package.book, edited(xml, edits))


def put_styles(package: Package, styles: Styles) -> None:
    """Gives the workbook its styles with what was added to them."""
    part = package.related(package.book, "styles")
    if part:
        package.set(part, styles.rendered())
    else:
        package.relate(package.book, "styles", package.add("styles", "xml", styles.rendered(), _STYLES))
