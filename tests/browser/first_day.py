"""The workbooks of an analyst's first day: 247 of the shipped sample, 12 of them broken, each in a way of its own."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl

Change = Callable[[openpyxl.Workbook], None]
NUMBER = "1.1189"


def bent(data: bytes, change: Change) -> bytes:
    """A workbook after a change made as a person would."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    change(book)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def written(sheet: str, cell: str, value: object) -> Callable[[bytes], bytes]:
    """Writes one cell."""

    def change(book: openpyxl.Workbook) -> None:
        book[sheet][cell] = value

    return lambda data: bent(data, change)


def with_error(data: bytes) -> bytes:
    """One figure becomes #REF!, as a deleted sheet leaves it."""
    return rewritten(data, lambda xml: re.sub(rb'<c r="G8"[^>]*?(?:/>|>.*?</c>)', b'<c r="G8" t="e"><v>#REF!</v></c>', xml))


def uncalculated(data: bytes) -> bytes:
    """One figure is a formula that no program has calculated yet."""
    return bent(data, lambda book: book["Giải quyết TTHC"].__setitem__("G8", "=1+1"))


def rewritten(data: bytes, change: Callable[[bytes], bytes]) -> bytes:
    """A workbook whose third sheet's XML went through a change."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as bundle:
        for member in source.namelist():
            body = source.read(member)
            bundle.writestr(member, change(body) if member.endswith("sheet3.xml") else body)
    return target.getvalue()


def old_form(book: openpyxl.Workbook) -> None:
    """Headings of an older form."""
    for row in (9, 10, 17):
        book["Thông tin chung"].cell(row, 2).value = f"Mục cũ {row}"


def other_year(book: openpyxl.Workbook) -> None:
    """Last year's dates under this year's quarter."""
    for sheet, cell in (("Thông tin chung", "A2"), ("Giải quyết TTHC", "C2")):
        book[sheet][cell] = "Kỳ báo cáo: Quý IV năm 2018 (Từ ngày 15/9/2017 đến ngày 14/12/2017)"


def bomb(_: bytes) -> bytes:
    """Nothing but noughts, packed a thousand to one."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as bundle:
        bundle.writestr("[Content_Types].xml", b"<Types/>")
        bundle.writestr("xl/workbook.xml", bytes(60_000_000))
    return target.getvalue()


def locked(_: bytes) -> bytes:
    """An encrypted workbook: an old-style container that names its encrypted package."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "EncryptedPackage".encode("utf-16-le") + bytes(600)


# What is done to a report, and the rule that must say so.
BREAKS: tuple[tuple[Callable[[bytes], bytes], str], ...] = (
    (lambda _: b"", "empty_file"),
    (lambda _: b"\x89PNG\r\n\x1a\n" + bytes(500), "not_a_workbook"),
    (locked, "password_protected"),
    (lambda data: data[: len(data) // 2], "damaged_file"),
    (bomb, "unsafe_archive"),
    (lambda data: bent(data, old_form), "form_incomplete"),
    (lambda data: bent(data, other_year), "period_dates_differ"),
    (written("Thông tin chung", "C5", "DLK-X99999"), "unknown_unit"),
    (written("Giải quyết TTHC", "G8", 99_999), "parts_sum_to_whole"),
    (with_error, "error_cell"),
    (uncalculated, "formula_without_value"),
    (written("Thông tin chung", "C16", NUMBER), "malformed_number"),
)


def first_day(case: Path, folder: Path) -> dict[str, str]:
    """Writes the 247 workbooks into a folder; gives the rule that each broken one breaks, by file name."""
    broken = {}
    reports = sorted((case / "reports").glob("*.xlsx"))
    for i, path in enumerate(reports):
        data = path.read_bytes()
        if i % 20 == 3 and len(broken) < len(BREAKS):
            change, rule = BREAKS[len(broken)]
            data = change(data)
            broken[path.name] = rule
        (folder / path.name).write_bytes(data)
    return broken
