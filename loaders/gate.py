"""The gate: bytes are judged before anything parses them.

`judge` runs in the server process, so it only looks at the first bytes and at the directory of a zip; it unpacks
nothing. What unpacking can show is looked at by `scan`, in the reading process, within its memory and time limits.
"""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass

from base import settings
from loaders.findings import Finding

MEGABYTE = 1024 * 1024
MAX_MEMBERS = 2_000
MAX_UNPACKED = 300 * MEGABYTE
MAX_RATIO = 200  # a workbook of repeated rows packs about 20 to 1; bombs start near 1000 to 1
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK\x03\x04"
_ENCRYPTED_NAME = "EncryptedPackage".encode("utf-16-le")
_KINDS = (
    (b"\x89PNG", "ảnh PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "ảnh JPEG", "a JPEG picture"),
    (b"GIF8", "ảnh GIF", "a GIF picture"),
    (b"%PDF", "tài liệu PDF", "a PDF document"),
    (b"{\\rtf", "văn bản RTF", "an RTF text"),
    (b"MZ", "chương trình Windows", "a Windows program"),
    (b"Rar!", "tệp nén RAR", "a RAR archive"),
    (b"7z\xbc\xaf", "tệp nén 7z", "a 7z archive"),
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the gate says: the kind of workbook ('xlsx', 'xlsb', 'xls', 'ods'), or the finding that refuses it."""

    kind: str | None
    finding: Finding | None = None


def judge(data: bytes) -> Verdict:
    """Judges the bytes of one workbook without unpacking them."""
    limit = settings.number("QMS_MAX_FILE_MB", 30)
    if not data:
        return _refused("empty_file")
    if len(data) > limit * MEGABYTE:
        return _refused("too_large", size=f"{len(data) / MEGABYTE:.0f}", limit=limit)
    if data.startswith(_OLE):
        return _judge_old(data)
    if data.startswith(_ZIP):
        return _judge_zip(data)
    return _refused("not_a_workbook", kind=_kind_in_words(data))


def _judge_old(data: bytes) -> Verdict:
    if _ENCRYPTED_NAME in data:
        return _refused("password_protected")
    if "Workbook".encode("utf-16-le") in data or "Book".encode("utf-16-le") in data:
        return Verdict("xls")
    return _refused("not_a_workbook", kind={"vi": "tài liệu Office cũ khác", "en": "another old Office document"})


def _judge_zip(data: bytes) -> Verdict:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as bundle:
            members = bundle.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, RecursionError, NotImplementedError):
        return _refused("damaged_file")
    why = _unsafe(members, len(data))
    if why:
        return _refused("unsafe_archive", why=why)
    if any(member.flag_bits & 1 for member in members):
        return _refused("password_protected")
    return _kind_of_package({member.filename for member in members})


def _kind_of_package(names: set[str]) -> Verdict:
    if "xl/workbook.bin" in names:
        return Verdict("xlsb")
    if any(name.endswith("workbook.xml") for name in names):
        return Verdict("xlsx")
    if "content.xml" in names and "mimetype" in names:
        return Verdict("ods")
    word = any(name.startswith("word/") for name in names)
    kind = {"vi": "văn bản Word", "en": "a Word document"} if word else {"vi": "tệp nén", "en": "an archive"}
    return _refused("not_a_workbook", kind=kind)


def _unsafe(members: list[zipfile.ZipInfo], packed: int) -> dict[str, str] | None:
    unpacked = sum(member.file_size for member in members)
    if len(members) > MAX_MEMBERS:
        return {"vi": f"{len(members)} phần", "en": f"{len(members)} parts"}
    if unpacked > MAX_UNPACKED:
        return {"vi": f"bung ra {unpacked // MEGABYTE} MB", "en": f"{unpacked // MEGABYTE} MB unpacked"}
    if unpacked > 10 * MEGABYTE and unpacked > packed * MAX_RATIO:
        return {"vi": f"nén {unpacked // packed} lần", "en": f"packed {unpacked // packed} to 1"}
    if len({member.filename for member in members}) != len(members):
        return {"vi": "hai phần trùng tên", "en": "two parts of one name"}
    return None


def _kind_in_words(data: bytes) -> dict[str, str]:
    for start, vi, en in _KINDS:
        if data.startswith(start):
            return {"vi": vi, "en": en}
    head = data[:4096].lstrip().lower()
    if head.startswith((b"<!doctype html", b"<html", b"<table")):
        return {"vi": "trang web (HTML)", "en": "a web page (HTML)"}
    if b"\x00" not in head:
        return {"vi": "văn bản thường", "en": "plain text"}
    return {"vi": "dữ liệu không rõ", "en": "unknown data"}


def _refused(rule: str, **details: object) -> Verdict:
    return Verdict(None, Finding(rule, details=details))
