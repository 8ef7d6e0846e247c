"""Workbooks written as offices write them, small enough to stand in a test: they go through the reception like any other."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

import openpyxl

from loaders import FileResult, Source, load

Rows = Sequence[Sequence[Any]]
REGISTER = (
    "Mã đơn vị", "Tên đơn vị", "Nhóm đơn vị", "Loại", "Mã ĐVHC", "Mã định danh", "Đơn vị cấp trên", "Thuộc diện", "Từ ngày",
    "Đến ngày",
)  # fmt: skip
GROUPS = {"D": "Sở, ban, ngành", "H": "UBND cấp huyện", "P": "Phòng chuyên môn", "X": "UBND cấp xã", "T": "UBND cấp tỉnh"}
SINCE = date(2010, 1, 1)


def workbook(sheets: Mapping[str, Rows]) -> bytes:
    """An .xlsx file of rows by sheet name."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def handed(address: str, name: str, sheets: Mapping[str, Rows]) -> FileResult:
    """One workbook loaded; its result."""
    (result,) = load([Source(f"{name}.xlsx", workbook(sheets))], who="test", address=address).files
    return result


def registered(address: str, codes: Iterable[str], parents: Mapping[str, str] | None = None) -> list[str]:
    """A register of form F5; the first letter of a code is its group. Gives the codes."""
    listed = list(codes)
    above = parents or {}
    rows = [
        (code, f"Cơ quan {code}", GROUPS[code[0]], None, None, None, above.get(code), "Bắt buộc", SINCE, None) for code in listed
    ]
    assert handed(address, "DanhMuc", {"Danh mục": [REGISTER, *rows]}).outcome == "accepted"
    return listed


def annex(period: str, heads: Sequence[str], rows: Rows) -> dict[str, Rows]:
    """Form F4: `period` as «Năm 2020», the headings behind code, name and stage, and a row a unit: code, stage, the rest."""
    lines: list[Sequence[Any]] = [("TỔNG HỢP ÁP DỤNG HTQLCL",), (f"Kỳ báo cáo: {period}",), ()]
    lines.append(("STT", "Mã đơn vị", "Tên đơn vị", "Tình trạng", *heads))
    lines += [(i, code, f"Cơ quan {code}", *rest) for i, (code, *rest) in enumerate(rows, 1)]
    return {"Tổng hợp": lines}


def own(code: str, period: str, said: Mapping[str, Any], upkeep: Rows = ()) -> dict[str, Rows]:
    """Form F1 of a unit: labels beside code and name, and rows of its last sheet (activity, day, …)."""
    fixed = {"Mã đơn vị": code, "Tên đơn vị": f"Cơ quan {code}"}
    blank = dict.fromkeys((
        "Tình trạng xây dựng, áp dụng", "Phiên bản tiêu chuẩn đang áp dụng", "Số quy trình giải quyết công việc theo TTHC",
        "Số quy trình nội bộ giải quyết công việc",
    ))  # fmt: skip
    labels = fixed | blank | dict(said)
    sheets: dict[str, Rows] = {
        "Thông tin chung": [
            ("BÁO CÁO",), (f"Kỳ báo cáo: {period}",), (), ("STT", "Nội dung", "Giá trị"),
            *((i, label, value) for i, (label, value) in enumerate(labels.items(), 1)),
        ],
    }  # fmt: skip
    if upkeep:
        heads = ("STT", "Hoạt động", "Ngày", "Nội dung", "Số người tham dự", "Số điểm không phù hợp", "Đã khắc phục", "Kết quả")
        listed = [(i, *row) if row[0] else row[1:] for i, row in enumerate(upkeep, 1)]
        sheets["Duy trì, cải tiến"] = [("DUY TRÌ",), (), heads, *listed]
    return sheets


def activities(title: str, rows: Rows) -> dict[str, Rows]:
    """Form F7: a row a unit: code, activity, day, content, participants, nonconformities, closed."""
    heads = (
        "STT", "Mã đơn vị", "Tên đơn vị", "Hoạt động", "Ngày", "Nội dung", "Số người tham dự", "Số điểm không phù hợp",
        "Đã khắc phục",
    )  # fmt: skip
    listed = [(i, code, f"Cơ quan {code}", *rest) for i, (code, *rest) in enumerate(rows, 1)]
    return {"Danh sách": [(title,), (), heads, *listed]}


def dossiers(code: str, period: str, heads: Sequence[str], rows: Rows) -> dict[str, Rows]:
    """Form F2 of a unit with headings in one row; rows are fields of work."""
    above: Rows = [
        ("TÌNH HÌNH, KẾT QUẢ GIẢI QUYẾT THỦ TỤC HÀNH CHÍNH",), (f"Kỳ báo cáo: {period}",),
        (f"Đơn vị báo cáo: Cơ quan {code}",), (f"Mã đơn vị: {code}",), (),
    ]  # fmt: skip
    return {"II.06a": [*above, ("STT", "Lĩnh vực", *heads), *((i, *row) for i, row in enumerate(rows, 1))]}
