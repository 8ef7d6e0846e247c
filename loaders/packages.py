"""Zip archives that may lie: their directory is judged before it is read, their members unpack to what it states, never more."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

from base import settings

MEGABYTE = 1024 * 1024
START = b"PK\x03\x04"
# A workbook of repeated rows packs about 20 to 1, a bomb near 1000 to 1; small members may pack as they like.
MOST_PACKED, SMALL = 200, 10 * MEGABYTE
_KEPT = 16 * MEGABYTE  # parts are looked at several times; keeping giant ones would cost more than unpacking again
_END, _ENTRY, _LOCATOR_64 = b"PK\x05\x06", b"PK\x01\x02", b"PK\x06\x07"
_AT_LOCATOR_64, _END_64 = 20, 76  # where the long end record's locator, and the record itself, start before the end record
_LOCAL = struct.Struct("<4s5H3I2H")
_STORED, _DEFLATED = 0, 8
_SIZES_FOLLOW = 8  # the flag of a member whose sizes stand behind it
_UNKNOWN = 0xFFFFFFFF  # the size of a member whose real size stands in a longer field


class Unsafe(Exception):
    """The file must not be unpacked or parsed; `why` says so in both languages."""

    def __init__(self, vi: str, en: str) -> None:
        super().__init__(en)
        self.why = {"vi": vi, "en": en}


def directory(data: bytes) -> bytes:
    """The bytes of a zip's directory, where the names stand; nothing where there is none.

    It stands before the end record and has the size stated there, as the standard library takes it too.
    """
    end = data.rfind(_END, max(0, len(data) - 70_000))
    if end < 0 or end + 20 > len(data):
        return b""
    (size,) = struct.unpack_from("<I", data, end + 12)
    if end >= _END_64 and data.startswith(_LOCATOR_64, end - _AT_LOCATOR_64):
        end -= _END_64
        (size,) = struct.unpack_from("<Q", data, end + 40)
    return data[max(end - size, 0) : end]


def listed(data: bytes, most: int) -> list[zipfile.ZipInfo]:
    """The members of a zip; raises Unsafe where it lists more than `most`, zipfile.BadZipFile where it is damaged."""
    if directory(data).count(_ENTRY) > most:  # before a list of millions is made
        raise Unsafe(f"hơn {most} phần", f"more than {most} parts")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as bundle:
            return bundle.infolist()
    except (ValueError, OSError, RecursionError, NotImplementedError, struct.error, OverflowError) as error:
        raise zipfile.BadZipFile(str(error)) from error


def demand_modest(members: list[zipfile.ZipInfo]) -> int:
    """The bytes that members unpack to; raises Unsafe where that is too much, or too much for what they are packed in."""
    unpacked, packed = sum(m.file_size for m in members), sum(m.compress_size for m in members)
    most = settings.limit("QMS_MAX_UNPACKED_MB")
    if unpacked > most * MEGABYTE:
        raise Unsafe(f"bung ra {unpacked // MEGABYTE} MB, quá {most} MB", f"{unpacked // MEGABYTE} MB unpacked, above {most} MB")
    if unpacked > SMALL and unpacked > packed * MOST_PACKED:
        raise Unsafe(f"nén {unpacked // max(packed, 1)} lần", f"packed {unpacked // max(packed, 1)} to 1")
    return unpacked


def unpack(data: bytes, member: zipfile.ZipInfo) -> bytes:
    """The bytes of a member; raises zipfile.BadZipFile where they are not what the directory states, in size or content.

    Memory is bounded by the stated size: the standard library's own reader unpacks first and cuts afterwards.
    """
    start = _start(data, member)
    packed = memoryview(data)[start : start + member.compress_size]
    if member.compress_type == _STORED:
        found = bytes(packed)
        whole = len(found) == member.file_size == member.compress_size
    elif member.compress_type == _DEFLATED:
        found, whole = _inflated(packed, member.file_size)
    else:
        raise zipfile.BadZipFile("packed in a way that workbooks are not")
    if not whole or zlib.crc32(found) != member.CRC:
        raise zipfile.BadZipFile(f"{member.filename!r} is not what the directory states")
    return found


def _inflated(packed: memoryview, size: int) -> tuple[bytes, bool]:
    squeezed = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        found = squeezed.decompress(packed, size + 1)  # one more than stated shows the lie
    except zlib.error as error:
        raise zipfile.BadZipFile(str(error)) from error
    return found, len(found) == size and squeezed.eof


def _start(data: bytes, member: zipfile.ZipInfo) -> int:
    """Where a member's bytes start; raises zipfile.BadZipFile where its two headers tell different stories."""
    if member.header_offset + _LOCAL.size > len(data):
        raise zipfile.BadZipFile("cut short")
    signature, _, flags, method, _, _, _, packed, size, name, extra = _LOCAL.unpack_from(data, member.header_offset)
    sizes = {(member.compress_size, member.file_size), (_UNKNOWN, _UNKNOWN)} | ({(0, 0)} if flags & _SIZES_FOLLOW else set())
    if signature != START or method != member.compress_type or (packed, size) not in sizes:
        raise zipfile.BadZipFile("the two headers of a member differ")
    return member.header_offset + _LOCAL.size + name + extra


class Package:
    """A workbook that is a zip: its parts by name, each unpacked when it is first asked for."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._kept: dict[str, bytes] = {}
        self._members = {member.filename: member for member in listed(data, settings.limit("QMS_MAX_PARTS"))}

    def namelist(self) -> list[str]:
        """The names of its parts."""
        return list(self._members)

    def read(self, name: str) -> bytes:
        """The bytes of a part; raises KeyError where there is none, zipfile.BadZipFile where its headers lie."""
        part = self._kept.get(name)
        if part is None:
            part = unpack(self._data, self._members[name])
            if len(part) <= _KEPT:
                self._kept[name] = part
        return part
