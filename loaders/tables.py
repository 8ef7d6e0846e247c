"""A CSV file as a one-sheet workbook, so that it takes the same way as every other file."""

from __future__ import annotations

import csv
import io

from base.errors import UsageError

_ENCODINGS = ("utf-8-sig", "cp1258")


def csv_to_workbook(data: bytes) -> bytes:
    """The rows of a CSV file (comma, semicolon or tab; UTF-8) as the bytes of an .xlsx; raises UsageError."""
    from openpyxl import Workbook

    text = _decoded(data)
    delimiter = max(",;\t", key=text.partition("\n")[0].count)
    book = Workbook(write_only=True)
    sheet = book.create_sheet("CSV")
    for row in csv.reader(io.StringIO(text), delimiter=delimiter):
        sheet.append(row)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def _decoded(data: bytes) -> str:
    for encoding in _ENCODINGS:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UsageError(
        "Tệp CSV không phải mã UTF-8. Hãy lưu lại bằng «CSV UTF-8» rồi nạp lại.",
        "The CSV file is not in UTF-8. Save it as «CSV UTF-8» and load it again.",
    )
