"""A workbook as the package of parts it is: parts are read, added and related; all others are kept byte by byte."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from dataclasses import dataclass

from loaders.replies.outline import CannotAnnotate, appended, attributes_of, edited, escaped, outline

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships"
_TYPES = "[Content_Types].xml"
XML_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_EMPTY_RELATIONS = f'{XML_HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>'.encode()


@dataclass(frozen=True, slots=True)
class Relation:
    """How one part names another: a type's last word, and the part it leads to (empty: outside of the package)."""

    number: str
    kind: str
    target: str


class Package:
    """The parts of an .xlsx or .xlsm by name. Raises CannotAnnotate where it is not built as the standard says."""

    def __init__(self, data: bytes) -> None:
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as bundle:
                self.parts = {info.filename: bundle.read(info) for info in bundle.infolist() if not info.is_dir()}
        except (zipfile.BadZipFile, OSError, RuntimeError, ValueError, NotImplementedError, EOFError) as error:
            raise CannotAnnotate("zip") from error
        self.book = next((one.target for one in self.relations("") if one.kind == "officeDocument"), "")
        if self.book not in self.parts or _TYPES not in self.parts:
            raise CannotAnnotate("no workbook part")
        self.strict = STRICT.encode() in self.parts[self.book]

    def relations(self, part: str) -> list[Relation]:
        """What a part names; the package itself is the part ''."""
        xml = self.parts.get(_relations_of(part))
        if xml is None:
            return []
        found = []
        for node in outline(xml, 1).children:
            number, kind, target, mode = attributes_of(xml, node, "Id", "Type", "Target", "TargetMode")
            inside = "" if mode == "External" else _resolved(part, target)
            found.append(Relation(number, kind.rpartition("/")[2], inside))
        return found

    def related(self, part: str, kind: str) -> str | None:
        """The part of a kind that a part names, if any."""
        return next((one.target for one in self.relations(part) if one.kind == kind and one.target in self.parts), None)

    def relate(self, part: str, kind: str, target: str) -> str:
        """Makes a part name another; gives the number of the relation."""
        place = _relations_of(part)
        xml = self.parts.setdefault(place, _EMPTY_RELATIONS)
        taken = {one.number for one in self.relations(part)}
        number = next(f"rIdQms{i}" for i in range(1, len(taken) + 2) if f"rIdQms{i}" not in taken)
        root = outline(xml, 1)
        base = STRICT if self.strict else OFFICE
        line = f'<{root.prefix}Relationship Id="{number}" Type="{base}/{kind}" Target="/{escaped(target)}"/>'
        self.parts[place] = edited(xml, [appended(xml, root, line.encode())])
        return number

    def add(self, stem: str, ending: str, data: bytes, content_type: str) -> str:
        """Adds a part under a free name; gives the name. Parts of VML are declared by their ending, others by name."""
        folder = posixpath.dirname(self.book)
        taken = {name.lower() for name in self.parts}
        names = (posixpath.join(folder, f"{stem}{i or ''}.{ending}") for i in range(len(taken) + 2))
        name = next(name for name in names if name.lower() not in taken)
        self.parts[name] = data
        if ending == "vml":
            self.declare_ending(ending, content_type)
        else:
            self._declare(f'Override PartName="/{escaped(name)}" ContentType="{content_type}"')
        return name

    def set(self, name: str, data: bytes) -> None:
        """Replaces the bytes of a part."""
        self.parts[name] = data

    def declare_ending(self, ending: str, content_type: str) -> None:
        """Says once what parts with this ending are."""
        if not re.search(rb'Extension\s*=\s*["\']' + ending.encode() + rb'["\']', self.parts[_TYPES], re.IGNORECASE):
            self._declare(f'Default Extension="{ending}" ContentType="{content_type}"')

    def _declare(self, text: str) -> None:
        xml = self.parts[_TYPES]
        root = outline(xml, 1)
        line = f"<{root.prefix}{text}/>".encode()
        first = root.children[0].start if root.children and text.startswith("Default") else None
        self.parts[_TYPES] = edited(xml, [(first, first, line) if first else appended(xml, root, line)])

    def sheets(self) -> dict[str, str]:
        """The part of each sheet by the sheet's name, in their order."""
        xml = self.parts[self.book]
        listed = outline(xml, 2).child("sheets")
        targets = {one.number: one.target for one in self.relations(self.book)}
        found = {}
        for node in listed.children if listed else ():
            name, number = attributes_of(xml, node, "name", r"\w+:id")
            if targets.get(number) in self.parts:
                found[name] = targets[number]
        return found

    def packed(self) -> bytes:
        """The package as a file; the list of types comes first, as programs expect."""
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as bundle:
            for name in sorted(self.parts, key=lambda name: name != _TYPES):
                bundle.writestr(zipfile.ZipInfo(name, (2000, 1, 1, 0, 0, 0)), self.parts[name], zipfile.ZIP_DEFLATED)
        return target.getvalue()


def _relations_of(part: str) -> str:
    folder, leaf = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{leaf}.rels")


def _resolved(part: str, target: str) -> str:
    if target.startswith("/"):
        return target.lstrip("/")
    return posixpath.normpath(posixpath.join(posixpath.dirname(part), target))
