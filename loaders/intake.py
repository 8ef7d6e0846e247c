"""Gathers what was handed in: files, folders (recursively) and zip archives, as single workbooks with names.

What is too large, alone or together, is refused here, before memory is spent on it.
"""

from __future__ import annotations

import io
import unicodedata
import zipfile
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path, PurePosixPath

from base import settings
from base.errors import UsageError
from base.sentence import visible
from loaders import packages
from loaders.findings import Finding
from loaders.gate import too_large
from loaders.packages import MEGABYTE
from loaders.results import Source

WORKBOOKS = frozenset({".xlsx", ".xlsm", ".xls", ".xlsb", ".ods"})
LONGEST_NAME = 200
_OPEN_DOCUMENT = "mimetype"
_OF_A_WORKBOOK = b"[Content_Types].xml"
_STARTS = (packages.START, b"PK\x05\x06")
_DAMAGED = packages.START  # the gate will call it damaged
# Folders and texts may lie beside the workbooks of an archive.
_BESIDE = 4


def from_paths(paths: Sequence[Path]) -> list[Source]:
    """Reads files from disk; a folder gives its workbooks and zips. Raises UsageError where a path does not exist."""
    room = _Room()
    found: list[Source] = []
    for path in paths:
        if path.is_dir():
            inside = sorted(item for item in path.rglob("*") if item.suffix.lower() in WORKBOOKS | {".zip"})
            found += [_from_disk(item, item.relative_to(path).as_posix(), room) for item in inside if _is_report(item)]
        elif path.is_file():
            found.append(_from_disk(path, path.name, room))
        else:
            raise UsageError(f"Không có tệp hay thư mục «{path}».", f"There is no file or folder «{path}».")
    return found


def unpacked(sources: Sequence[Source]) -> list[Source]:
    """The same, with zip archives replaced by the workbooks in them; a zip that is a workbook stays as it is.

    Workbooks of an archive are unpacked when their bytes are asked for, not here. Names are cleaned, to be shown and
    stored; none is ever used as a path. What goes past the limits of one load stays unread and says so.
    """
    room = _Room()
    return [room.judged(single) for source in sources for single in _unpack(source)]


class _Room:
    """What one load may still bring: files and bytes."""

    def __init__(self) -> None:
        self._files = settings.limit("QMS_MAX_UPLOAD_FILES")
        self._bytes = settings.limit("QMS_MAX_UPLOAD_MB") * MEGABYTE

    def refuses(self, size: int) -> Finding | None:
        """The finding that refuses one more file of so many bytes; without one, its place is taken."""
        if self._files <= 0:
            return Finding("too_many_files", details={"limit": settings.limit("QMS_MAX_UPLOAD_FILES")})
        if size > self._bytes:
            return Finding("upload_too_large", details={"limit": settings.limit("QMS_MAX_UPLOAD_MB")})
        self._files -= 1
        self._bytes -= size
        return None

    def judged(self, source: Source) -> Source:
        """The source, or the same without its bytes where there is no room for it."""
        finding = source.refused or self.refuses(source.size)
        return Source(source.name, b"", source.size, finding) if finding else source


def _from_disk(path: Path, name: str, room: _Room) -> Source:
    size = path.stat().st_size
    finding = (None if path.suffix.lower() == ".zip" else too_large(size)) or room.refuses(size)
    return Source(name, b"", size, finding) if finding else Source(name, path.read_bytes())


def packed(sources: Sequence[Source]) -> bytes:
    """Workbooks as one zip archive, each under its name."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as bundle:
        for source in sources:
            bundle.writestr(source.name, source.data)
    return target.getvalue()


def _is_report(path: Path) -> bool:
    return path.is_file() and not path.name.startswith(("~$", "."))


def _unpack(source: Source) -> Iterator[Source]:
    name = clean_name(source.name)
    members = [] if source.refused else _archive_members(source.data)
    for member in members:
        inside = f"{name}/{clean_name(member.filename)}"
        yield Source(inside, _opener(source.data, member), member.file_size, _suspect(member))
    if not members:
        yield Source(name, source.held, source.size, source.refused)


def _opener(archive: bytes, member: zipfile.ZipInfo) -> Callable[[], bytes]:
    return partial(_bytes_of, archive, member)


def _bytes_of(archive: bytes, member: zipfile.ZipInfo) -> bytes:
    try:
        return packages.unpack(archive, member)
    except zipfile.BadZipFile:
        return _DAMAGED


def _suspect(member: zipfile.ZipInfo) -> Finding | None:
    """What a member's own entry says against it."""
    if finding := too_large(member.file_size):
        return finding
    if member.flag_bits & 1:
        return Finding("password_protected")
    try:
        packages.demand_modest([member])
    except packages.Unsafe as unsafe:
        return Finding("unsafe_archive", details={"why": unsafe.why})
    return None


def _archive_members(data: bytes) -> list[zipfile.ZipInfo]:
    """The workbooks of a plain archive of workbooks; none where the bytes are something else, which the gate will judge."""
    if not data.startswith(_STARTS) or _OF_A_WORKBOOK in packages.directory(data):
        return []
    try:
        members = packages.listed(data, settings.limit("QMS_MAX_UPLOAD_FILES") * _BESIDE)
    except (zipfile.BadZipFile, packages.Unsafe):
        return []
    if any(member.filename == _OPEN_DOCUMENT for member in members):
        return []
    return [member for member in members if _is_wanted(member)]


def _is_wanted(member: zipfile.ZipInfo) -> bool:
    path = PurePosixPath(member.filename.replace("\\", "/"))
    hidden = path.name.startswith(("~$", ".")) or "__MACOSX" in path.parts
    return not member.filename.endswith("/") and not hidden and path.suffix.lower() in WORKBOOKS


def clean_name(name: str) -> str:
    """A name as it may be shown and stored: no way up or out, nothing that a screen would obey or cannot show."""
    shown = unicodedata.normalize(
        "NFC", visible(name[: 4 * LONGEST_NAME] + name[4 * LONGEST_NAME :][-9:], "_").replace("\\", "/")
    )
    whole = "/".join(part for part in PurePosixPath(shown).parts if part not in {"..", "/", "//", "."}).strip() or "_"
    return whole if len(whole) <= LONGEST_NAME else f"{whole[: LONGEST_NAME - 10]}…{whole[-9:]}"
