"""Where the elements of an XML part stand, byte by byte: what is not changed is copied as it came, never written anew."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from xml.parsers import expat

from loaders.scan import attribute

Edit = tuple[int, int, bytes]  # from, to, what stands there afterwards
_UNICODE_MARKS = (b"\xff\xfe", b"\xfe\xff")
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class CannotAnnotate(Exception):
    """The workbook is built in a way that is not safe to edit; it is answered with a sheet of its own."""


@dataclass(slots=True)
class Node:
    """One element: its tag begins at `start`, its content at `inner`; the closing tag begins at `close`, ends at `end`."""

    name: str
    start: int
    inner: int
    close: int = 0
    end: int = 0
    children: list[Node] = field(default_factory=list)

    @property
    def local(self) -> str:
        """The name without its prefix."""
        return self.name.rpartition(":")[2]

    @property
    def prefix(self) -> str:
        """The prefix with its colon, or nothing."""
        return self.name[: len(self.name) - len(self.local)]

    def child(self, local: str) -> Node | None:
        """The first child of that name."""
        return next((node for node in self.children if node.local == local), None)


def parser() -> expat.XMLParserType:
    """An expat parser that refuses document types, and with them entities."""
    made = expat.ParserCreate()
    made.buffer_text = True

    def refuse(*_: object) -> None:
        raise CannotAnnotate("document type")

    made.StartDoctypeDeclHandler = refuse
    return made


def parse(made: expat.XMLParserType, xml: bytes) -> None:
    """Runs a parser over a part; raises CannotAnnotate where it is no XML, or in letters of two bytes."""
    if xml.startswith(_UNICODE_MARKS):
        raise CannotAnnotate("UTF-16")
    try:
        made.Parse(xml, True)
    except expat.ExpatError as error:
        raise CannotAnnotate(str(error)) from error


def outline(xml: bytes, deep: int) -> Node:
    """The root element with its descendants down to `deep` levels below."""
    made = parser()
    open_nodes: list[Node] = []
    roots: list[Node] = []
    level = 0

    def begin(name: str, _: object) -> None:
        nonlocal level
        if level <= deep:
            start = made.CurrentByteIndex
            node = Node(name, start, tag_end(xml, start))
            (open_nodes[-1].children if open_nodes else roots).append(node)
            open_nodes.append(node)
        level += 1

    def finish(_: str) -> None:
        nonlocal level
        level -= 1
        if level <= deep:
            node = open_nodes.pop()
            closed = xml[node.inner - 2 : node.inner] == b"/>"
            node.close = node.inner if closed else made.CurrentByteIndex
            node.end = node.inner if closed else tag_end(xml, node.close)

    made.StartElementHandler, made.EndElementHandler = begin, finish
    parse(made, xml)
    return roots[0]


def tag_end(xml: bytes, start: int) -> int:
    """The place after the tag that begins at `start`."""
    if xml[start : start + 1] != b"<":
        raise CannotAnnotate("byte offsets")
    at, quote = start, 0
    while True:
        letter = xml[at]
        if quote:
            quote = 0 if letter == quote else quote
        elif letter in b"\"'":
            quote = letter
        elif letter == 62:  # >
            return at + 1
        at += 1


def edited(xml: bytes, edits: Iterable[Edit]) -> bytes:
    """The part with some stretches replaced; stretches do not overlap, insertions at one place keep their order."""
    pieces, at = [], 0
    for start, end, text in sorted(edits, key=lambda edit: edit[:2]):
        pieces += [xml[at:start], text]
        at = end
    return b"".join([*pieces, xml[at:]])


def appended(xml: bytes, node: Node, text: bytes) -> Edit:
    """The edit that adds a last child to an element, also where it was written as an empty one."""
    if node.close > node.inner or xml[node.inner - 2 : node.inner] != b"/>":
        return node.close, node.close, text
    return node.inner - 2, node.inner, b">" + text + f"</{node.name}>".encode()


def with_attribute(tag: bytes, name: str, value: str) -> bytes:
    """A start tag with an attribute set or added."""
    pattern = re.compile(rb"(\s" + re.escape(name.encode()) + rb"\s*=\s*)(\"[^\"]*\"|'[^']*')")
    wanted = f'"{escaped(value)}"'.encode()
    if pattern.search(tag):
        return pattern.sub(lambda match: match[1] + wanted, tag, count=1)
    first = re.match(rb"<[^\s/>]+", tag)
    cut = first.end() if first else len(tag)
    return tag[:cut] + f" {name}=".encode() + wanted + tag[cut:]


def attributes_of(xml: bytes, node: Node, *names: str) -> list[str]:
    """The values of some attributes of an element; empty where it has none."""
    tag = xml[node.start : node.inner]
    return [attribute(tag, name.encode()) for name in names]


def escaped(text: str) -> str:
    """Text that may stand between tags and in attributes; letters that XML cannot hold become a question mark."""
    safe = _NOT_XML.sub("?", text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return safe.replace('"', "&quot;")
