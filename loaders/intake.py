"""Gathers what was handed in: files, folders (recursively) and zip archives, as single workbooks with names."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath

from base.errors import UsageError
from loaders.gate import MAX_MEMBERS, MAX_UNPACKED
from loaders.results import Source

WORKBOOKS = frozenset({".xlsx", ".xlsm", ".xls", ".xlsb", ".ods"})
_OPEN_DOCUMENT = "mimetype"
_OF_A_WORKBOOK = b"[Content_Types].xml"
_END = b"PK\x05\x06"


def from_paths(paths: Sequence[Path]) -> list[Source]:
    """Reads files from disk; a folder gives its workbooks and zips. Raises UsageError where a path does not exist."""
    found: list[Source] = []
    for path in paths:
        if path.is_dir():
            inside = sorted(item for item in path.rglob("*") if item.suffix.lower() in WORKBOOKS | {".zip"})
            found += [Source(item.relative_to(path).as_posix(), item.read_bytes()) for item in inside if _is_report(item)]
        elif path.is_file():
            found.append(Source(path.name, path.read_bytes()))
        else:
            raise UsageError(f"Không có tệp hay thư mục «{path}».", f"There is no file or folder «{path}».")
    return found


def unpacked(sources: Sequence[Source]) -> list[Source]:
    """The same, with zip archives replaced by the workbooks in them; a zip that is a workbook stays as it is."""
    return [single for source in sources for single in _unpack(source)]


def _is_report(path: Path) -> bool:
    return path.is_file() and not path.name.startswith(("~$", "."))


def _unpack(source: Source) -> Iterator[Source]:
    members = _archive_members(source.data)
    if members is None:
        yield source
        return
    with zipfile.ZipFile(io.BytesIO(source.data)) as bundle:
        for member in members:
            try:
                yield Source(_safe_name(source.name, member.filename), bundle.read(member))
            except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError, OSError):
                yield Source(_safe_name(source.name, member.filename), b"PK\x03\x04")  # the gate will call it damaged


def _archive_members(data: bytes) -> list[zipfile.ZipInfo] | None:
    """The workbooks of a plain archive of workbooks; None where the bytes are something else, or too much to unpack."""
    if not data.startswith((b"PK\x03\x04", b"PK\x05\x06")) or _OF_A_WORKBOOK in _directory(data):
        return None
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as bundle:
            members = bundle.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return None
    if any(member.filename == _OPEN_DOCUMENT for member in members):
        return None
    wanted = [member for member in members if _is_wanted(member)]
    small = len(members) <= MAX_MEMBERS and sum(member.file_size for member in wanted) <= MAX_UNPACKED
    return wanted if wanted and small else None


def _directory(data: bytes) -> bytes:
    """The bytes of a zip's directory, where the names stand; most files handed in are workbooks, and this says it fast."""
    end = data.rfind(_END, max(0, len(data) - 70_000))
    if end < 0 or end + 20 > len(data):
        return b""
    size, offset = struct.unpack_from("<II", data, end + 12)
    return data[offset : offset + size]


def _is_wanted(member: zipfile.ZipInfo) -> bool:
    path = PurePosixPath(member.filename.replace("\\", "/"))
    hidden = path.name.startswith(("~$", ".")) or "__MACOSX" in path.parts
    return not member.is_dir() and not hidden and path.suffix.lower() in WORKBOOKS


def _safe_name(archive: str, member: str) -> str:
    """A name to show and store; never used as a path."""
    parts = [part for part in PurePosixPath(member.replace("\\", "/")).parts if part not in {"..", "/", "."}]
    return f"{archive}/{'/'.join(parts)}"
