"""Đắk Lắk and Phú Yên before and after 1/7/2025, from the register of the country, through the reception as offices send it:
the register as form F5, and the consolidated annex of each province and quarter on the template of form F4.

Old communes and districts report in 2024Q4 to 2025Q2; of the 102 new communes 60, then 85, then 95 do.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from zlib import crc32

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from loaders import Source, load, template
from loaders.provinces import province_units, province_workbook
from loaders.reference import Territory

OBLIGED = {"T": "Bắt buộc", "H": "Bắt buộc", "X": "Theo chỉ đạo của tỉnh"}
BEFORE, AFTER = ("2024Q4", "2025Q1", "2025Q2"), {"2025Q3": 60, "2025Q4": 85, "2026Q1": 95}
STAGES = ("Chưa triển khai", "Đang xây dựng", "Đã áp dụng", "Đã áp dụng", "Đã công bố", "Đã công bố")


def province_of(address: str) -> None:
    """Loads it all: the two provinces of before, the one of today, 286 and then 102 communes."""
    units = {(one.unit_id, one.valid_from): one for name in ("Đắk Lắk", "Phú Yên") for one in province_units(name)}
    _hand_in(address, [Source("DanhMuc.xlsx", _obliged(list(units.values())))])
    books = [_annex(address, province, label, None) for label in BEFORE for province in ("T66-2004", "T54-2004")]
    books += [_annex(address, "T66-2025", label, many) for label, many in AFTER.items()]
    _hand_in(address, books)


def _hand_in(address: str, sources: Sequence[Source]) -> None:
    outcome = load(sources, who="test", address=address)
    assert [(file.file, file.findings[:3]) for file in outcome.files if file.outcome != "accepted"] == []


def _obliged(units: Sequence[Territory]) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(province_workbook(units)))
    sheet = book["Danh mục đơn vị"]
    last = sheet.max_column + 1
    sheet.cell(1, last, "Thuộc diện")
    for row in range(2, sheet.max_row + 1):
        sheet.cell(row, last, OBLIGED[str(sheet.cell(row, 1).value)[0]])
    return _bytes(book)


def _annex(address: str, province: str, label: str, communes: int | None) -> Source:
    """The pre-filled annex of a province; `communes`: so many of them have reported by then, None: all."""
    made = template("consolidated", unit_id=province, period=label, address=address)
    book = openpyxl.load_workbook(io.BytesIO(made.data))
    sheet = book["Tổng hợp"]
    rows = [row for row in range(1, sheet.max_row + 1) if str(sheet.cell(row, 2).value)[-5:] in ("-2004", "-2025")]
    reporting = sorted((crc32(str(sheet.cell(row, 2).value).encode()), row) for row in rows)[:communes]
    for _, row in reporting:
        _fill(sheet, row, label)
    for row in sorted(set(rows) - {row for _, row in reporting}, reverse=True):
        sheet.delete_rows(row)
    return Source(f"TongHop_{province}_{label}.xlsx", _bytes(book))


def _fill(sheet: Worksheet, row: int, label: str) -> None:
    """Figures that follow from the unit and the quarter alone, and add up across the row."""
    seed = crc32(str(sheet.cell(row, 2).value).encode())
    quarter = [*BEFORE, *AFTER].index(label)
    stage = STAGES[min(seed % 4 + quarter // 2, len(STAGES) - 1)]
    applied = stage in ("Đã áp dụng", "Đã công bố")
    tthc, internal = 40 + seed % 60, seed % 7
    resolved, late = 80 + (seed >> 3) % 200 + 5 * quarter, (seed >> 5) % 6
    pending, overdue = (seed >> 7) % 20, (seed >> 7) % 3
    first = [stage, None, "x" if applied else None, "Xây dựng mới" if applied else None, None, 5]
    counts = [tthc, internal, 0, tthc + internal, tthc + 20]
    handled = [resolved + pending, resolved, resolved - late, late, pending, min(overdue, pending)]
    for at, value in enumerate([*first, *counts, *handled], start=5):
        sheet.cell(row, at, value)


def _bytes(book: openpyxl.Workbook) -> bytes:
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()
