"""The styles of a workbook: copies of its own with another fill, and the few that our first sheet needs."""

from __future__ import annotations

import re

from loaders.replies.outline import CannotAnnotate, Node, appended, edited, outline, with_attribute

# Light enough to read black text on; exactly these fills are ours, and a second reply takes them off again.
FILLS = {"error": "FFFFC8CD", "warning": "FFFFE598", "info": "FFBCD6EF"}
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_ORDER = ("numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs")
_NO_FILL = '<fill><patternFill patternType="none"/></fill>'
_DEFAULTS = {
    "fonts": '<fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>',
    "fills": f'<fills count="2">{_NO_FILL}<fill><patternFill patternType="gray125"/></fill></fills>',
    "borders": '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>',
    "cellStyleXfs": '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>',
    "cellXfs": '<cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs>',
    "cellStyles": '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>',
}
# A plain fill as its writer wrote it; what a reply remembers of a workbook comes back through its sender's hands.
_COLOUR = r"(?:<(?:\w+:)?[fb]gColor(?: (?:rgb|theme|indexed|tint|auto)=\"[0-9A-Fa-f.\-]+\")*/>)*"
_PATTERN = r"<(?:\w+:)?patternFill(?: patternType=\"\w+\")?"
_SAFE_FILL = re.compile(rf"<(?:\w+:)?fill>{_PATTERN}(?:/>|>{_COLOUR}</(?:\w+:)?patternFill>)</(?:\w+:)?fill>")
EMPTY = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<styleSheet xmlns="{MAIN}"/>'.encode()


class Styles:
    """A styles part being added to: nothing in it is changed or moved, so every number in use stays right."""

    def __init__(self, xml: bytes) -> None:
        self._xml = _completed(xml)
        self._tree = outline(self._xml, 2)
        self._counts = {name: len(self._section(name).children) for name in _DEFAULTS}
        self._added: dict[str, list[bytes]] = {name: [] for name in _DEFAULTS}
        self._known: dict[tuple[str, ...], int] = {}
        self._formats = [self._text(node) for node in self._section("cellXfs").children]
        self._fills = [self._text(node) for node in self._section("fills").children]

    def tinted(self, style: int, severity: str) -> int:
        """The style that looks like this one on the fill of a severity."""
        return self.filled(style, self._solid(FILLS[severity]))

    def filled(self, style: int, fill: str) -> int:
        """The style that looks like this one on another fill, given as XML."""
        key = ("filled", str(style), fill)
        if key not in self._known:
            tag = with_attribute(self._format(style), "fillId", str(self._add("fills", fill)))
            self._known[key] = self._add("cellXfs", with_attribute(tag, "applyFill", "1").decode())
        return self._known[key]

    def fill_of(self, style: int) -> str:
        """The fill of a style as XML."""
        at = _fill_number(self._format(style))
        return self._fills[at].decode() if at < len(self._fills) else ""

    def ours(self) -> frozenset[int]:
        """The styles that stand on one of our own fills: what an earlier reply left."""
        colours = [f'rgb="{colour}"'.encode() for colour in FILLS.values()]
        fills = {i for i, fill in enumerate(self._fills) if any(colour in fill for colour in colours)}
        return frozenset(i for i, one in enumerate(self._formats) if _fill_number(one) in fills)

    def restored(self, style: int, fill: str) -> int:
        """The style with the fill that it had before a reply; with none where that is not known or not plain."""
        plain = fill if _SAFE_FILL.fullmatch(fill) else _prefixed(_NO_FILL, self._p)
        return self.filled(style, plain)

    def made(self, *, font: str, fill: str | None, border: bool, layout: str) -> int:
        """A style of our own: font as XML attributes and children, a fill colour, thin borders, alignment."""
        key = ("made", font, fill or "", str(border), layout)
        if key not in self._known:
            p = self._p
            fonts = self._add("fonts", f"<{p}font>{_prefixed(font, p)}</{p}font>")
            fills = self._add("fills", self._solid(fill)) if fill else 0
            borders = self._add("borders", _box(p)) if border else 0
            self._known[key] = self._add(
                "cellXfs",
                f'<{p}xf numFmtId="0" fontId="{fonts}" fillId="{fills}" borderId="{borders}" xfId="0" quotePrefix="1" '
                f'applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1">'
                f'<{p}alignment vertical="center" {layout}/></{p}xf>',
            )
        return self._known[key]

    def rendered(self) -> bytes:
        """The styles part with what was added."""
        edits = []
        for name, added in self._added.items():
            if not added:
                continue
            node = self._section(name)
            tag = with_attribute(self._xml[node.start : node.inner], "count", str(self._counts[name] + len(added)))
            if node.close == node.inner and tag.endswith(b"/>"):
                edits.append((node.start, node.inner, tag[:-2] + b">" + b"".join(added) + f"</{node.name}>".encode()))
            else:
                edits += [(node.start, node.inner, tag), (node.close, node.close, b"".join(added))]
        return edited(self._xml, edits)

    def _format(self, style: int) -> bytes:
        formats = self._formats
        return formats[style] if style < len(formats) else formats[0]

    def _add(self, section: str, xml: str) -> int:
        key = (section, xml)
        if key not in self._known:
            self._added[section].append(xml.encode())
            self._known[key] = self._counts[section] + len(self._added[section]) - 1
            if section == "cellXfs":
                self._formats.append(xml.encode())
            if section == "fills":
                self._fills.append(xml.encode())
        return self._known[key]

    def _solid(self, colour: str) -> str:
        p = self._p
        inner = f'<{p}fgColor rgb="{colour}"/><{p}bgColor indexed="64"/>'
        return f'<{p}fill><{p}patternFill patternType="solid">{inner}</{p}patternFill></{p}fill>'

    @property
    def _p(self) -> str:
        return self._tree.prefix

    def _section(self, name: str) -> Node:
        found = self._tree.child(name)
        if found is None:
            raise CannotAnnotate("styles")
        return found

    def _text(self, node: Node) -> bytes:
        return self._xml[node.start : node.end]


def _fill_number(style: bytes) -> int:
    number = re.search(rb'\sfillId\s*=\s*["\'](\d+)', style)
    return int(number[1]) if number else 0


def _completed(xml: bytes) -> bytes:
    """The part with the sections that a style needs, where a writer has left some out."""
    for name, default in _DEFAULTS.items():
        root = outline(xml, 1)
        if root.child(name) is not None:
            continue
        text = _prefixed(default, root.prefix).encode()
        before = _ORDER[: _ORDER.index(name)]
        last = [node for node in root.children if node.local in before]
        edit = (last[-1].end, last[-1].end, text) if last else (root.inner, root.inner, text)
        if not last and not root.children:
            edit = appended(xml, root, text)
        xml = edited(xml, [edit])
    return xml


def _prefixed(xml: str, prefix: str) -> str:
    return re.sub(r"<(/?)(\w)", rf"<\1{prefix}\2", xml) if prefix else xml


def _box(p: str) -> str:
    sides = "".join(
        f'<{p}{side} style="thin"><{p}color rgb="FFBFBFBF"/></{p}{side}>' for side in ("left", "right", "top", "bottom")
    )
    return f"<{p}border>{sides}<{p}diagonal/></{p}border>"
