"""Workbooks with what the shipped sample does not hold: money, surveys, plans, form II.07b, lapses, misprints, a late report."""

from __future__ import annotations

from datetime import date
from typing import Any

import openpyxl

from loaders import Source, load
from tests.indicators.conftest import SAMPLE
from tests.indicators.paper import Rows, workbook

PERIOD = "Quý {} năm 2021 (Từ ngày {} đến ngày {})"
Q3, Q4 = PERIOD.format("III", "15/6/2021", "14/9/2021"), PERIOD.format("IV", "15/9/2021", "14/12/2021")
HEADS = (
    "STT", "Mã đơn vị", "Tên đơn vị", "Tình trạng", "Phiên bản đang áp dụng", "ISO điện tử", "Ngày công bố",
    "Ngày hủy, thu hồi công bố", "Quy trình nội bộ", "Số công việc nội bộ đã rà soát", "Quy trình sửa đổi trong kỳ",
    "Kinh phí bố trí (triệu đồng)", "Kinh phí đã chi (triệu đồng)", "Số phiếu khảo sát hài lòng", "Số phiếu hài lòng",
    "Tỷ lệ áp dụng do báo cáo nêu", "Hồ sơ đã giải quyết", "Hồ sơ giải quyết trước và đúng hạn", "Hồ sơ giải quyết quá hạn",
    "Hồ sơ đến hạn", "Trả lại, xin rút", "Số tài liệu bắt buộc",
)  # fmt: skip
F3 = ("TT", "Mã đơn vị", "Đơn vị")
ABOVE = (
    "Tổng số TTHC thuộc thẩm quyền giải quyết", "TTHC được thực hiện theo CCMC, MCLT",
    "Quy trình nội bộ giải quyết TTHC theo CCMC, MCLT",
)  # fmt: skip


def hand_in(address: str) -> None:
    """Loads them: two quarters after those of the sample, for its first ten departments."""
    rows = openpyxl.load_workbook(SAMPLE / "DanhMucDonVi.xlsx").worksheets[0].iter_rows(min_row=2, values_only=True)
    units = [(row[0], row[1]) for row in rows if str(row[0]).startswith("DLK-S")][:10]
    books = {
        "TongHop_2021Q3.xlsx": _annex(Q3, [_line(i, *unit, later=False) for i, unit in enumerate(units)]),
        "TongHop_2021Q4.xlsx": _annex(Q4, [_line(i, *unit, later=True) for i, unit in enumerate(units)]),
        "TTHC_2021Q4.xlsx": _inventory(units),
        "KeHoach_2021.xlsx": _plan(units),
        "KiemTra_2021Q4.xlsx": _inspections(units),
    }
    sources = [Source(name, workbook(sheets)) for name, sheets in books.items()]
    files = load(sources, who="test", address=address, received=date(2021, 12, 27)).files
    assert [file.file for file in files if file.outcome == "returned"] == []


def _annex(period: str, lines: Rows) -> dict[str, Rows]:
    return {"Tổng hợp": [("TỔNG HỢP ÁP DỤNG HTQLCL",), (f"Kỳ báo cáo: {period}",), (), HEADS, *lines]}


def _line(i: int, code: str, name: str, *, later: bool) -> list[Any]:
    lapsed = later and i < 3
    stage = "Đã hủy công bố" if lapsed else "Đã công bố"
    due = 50 + i if i % 2 else None
    return [
        i + 1, code, name, stage, None if lapsed else "9001:2015", "x" if i % 3 else "Giấy",
        date(2021, 10, 1 + i) if later and not lapsed else date(2016, 3, 2), date(2021, 11, 5) if lapsed and i else None,
        3 + i, 5 + 2 * i, i, "12,5" if i % 2 else 7.25, 1.5 * i, 100, 90 + i, "100 %" if i in (2, 5) else None, 60 + i, 48 + i,
        12, due, i if later else None, "1.1189" if i == 4 else 6,
    ]  # fmt: skip


def _inventory(units: list[tuple[str, str]]) -> dict[str, Rows]:
    heads = [*F3, *(f"{above} – Tổng số" for above in ABOVE)]
    lines = [(i + 1, code, name, 40 + i, 30 + i, 20 + i) for i, (code, name) in enumerate(units)]
    return {"II.07b": [("SỐ LƯỢNG THỦ TỤC HÀNH CHÍNH",), (f"Kỳ báo cáo: {Q4}",), (), heads, *lines]}


def _plan(units: list[tuple[str, str]]) -> dict[str, Rows]:
    wanted = [(unit, "Kế hoạch chuyển đổi", date(2021, 10, 10)) for unit in units[:6]]
    wanted += [(unit, "Kế hoạch kiểm tra", date(2021, 11, 2)) for unit in units[4:]]
    return _list([(i, *unit, kind, day, "Kế hoạch năm 2021", None, None) for i, (unit, kind, day) in enumerate(wanted, 1)])


def _inspections(units: list[tuple[str, str]]) -> dict[str, Rows]:
    rows = [
        (
            i,
            *unit,
            "Kiểm tra" if i % 2 else "Đánh giá nội bộ",
            date(2021, 11, 1 + i),
            "Kiểm tra ISO",
            i,
            i // 2 if i % 3 else None,
        )
        for i, unit in enumerate(units[:8], 1)
    ]
    return _list(rows)


def _list(rows: Rows) -> dict[str, Rows]:
    heads = (
        "STT", "Mã đơn vị", "Tên đơn vị", "Hoạt động", "Ngày", "Nội dung", "Số điểm không phù hợp", "Đã khắc phục",
    )  # fmt: skip
    return {"Danh sách": [("DANH SÁCH",), (), heads, *rows]}
