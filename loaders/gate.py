"""The gate: bytes are judged before anything parses them.

`judge` runs in the server process, so it only looks at the first bytes and at the directory of a zip; it unpacks
nothing. What unpacking can show is looked at by `scan`, in the reading process, within its memory and time limits.
"""

from __future__ import annotations

import zipfile
from dataclasses import dataclass

from base import settings
from loaders import packages
from loaders.findings import Finding
from loaders.packages import MEGABYTE

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_EMPTY_ZIP = b"PK\x05\x06"
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
    (_EMPTY_ZIP, "tệp nén rỗng", "an empty archive"),
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the gate says: the kind of workbook ('xlsx', 'xlsb', 'xls', 'ods') and the bytes it unpacks to, or the
    finding that refuses it.
    """

    kind: str | None
    finding: Finding | None = None
    unpacked: int = 0


def judge(data: bytes) -> Verdict:
    """Judges the bytes of one workbook without unpacking them."""
    if not data:
        return _refused("empty_file")
    if finding := too_large(len(data)):
        return Verdict(None, finding)
    if data.startswith(_OLE):
        return _judge_old(data)
    if data.startswith(packages.START):
        return _judge_zip(data)
    return _refused("not_a_workbook", kind=_kind_in_words(data))


def too_large(size: int) -> Finding | None:
    """The finding that refuses a workbook of so many bytes."""
    limit = settings.limit("QMS_MAX_FILE_MB")
    return Finding("too_large", details={"size": f"{size / MEGABYTE:.0f}", "limit": limit}) if size > limit * MEGABYTE else None


def _judge_old(data: bytes) -> Verdict:
    if _ENCRYPTED_NAME in data:
        return _refused("password_protected")
    if "Workbook".encode("utf-16-le") in data or "Book".encode("utf-16-le") in data:
        return Verdict("xls", unpacked=len(data))
    return _refused("not_a_workbook", kind={"vi": "tài liệu Office cũ khác", "en": "another old Office document"})


def _judge_zip(data: bytes) -> Verdict:
    try:
        members = packages.listed(data, settings.limit("QMS_MAX_PARTS"))
        unpacked = packages.demand_modest(members)
    except zipfile.BadZipFile:
        return _refused("damaged_file")
    except packages.Unsafe as unsafe:
        return _refused("unsafe_archive", why=unsafe.why)
    names = {member.filename for member in members}
    if len(names) != len(members):
        return _refused("unsafe_archive", why={"vi": "hai phần trùng tên", "en": "two parts of one name"})
    if any(member.flag_bits & 1 for member in members):
        return _refused("password_protected")
    return _kind_of_package(names, unpacked)


def _kind_of_package(names: set[str], unpacked: int) -> Verdict:
    if "xl/workbook.bin" in names:
        return Verdict("xlsb", unpacked=unpacked)
    if any(name.endswith("workbook.xml") for name in names):
        return Verdict("xlsx", unpacked=unpacked)
    if "content.xml" in names and "mimetype" in names:
        return Verdict("ods", unpacked=unpacked)
    word = any(name.startswith("word/") for name in names)
    kind = {"vi": "văn bản Word", "en": "a Word document"} if word else {"vi": "tệp nén", "en": "an archive"}
    return _refused("not_a_workbook", kind=kind)


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
