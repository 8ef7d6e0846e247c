"""The reminder list as a workbook: one row a unit, to sort, filter and mail from."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from reports.overdue import Overdue, Reminder
from reports.words import STATES, day_name, label_name, period_name, printable, share

# Heading, width in letters, format.
COLUMNS = (
    ("STT", 6, "count"), ("Mã đơn vị", 14, "text"), ("Tên đơn vị", 36, "text"), ("Nhóm đơn vị", 22, "text"),
    ("Đơn vị cấp trên", 30, "text"), ("Tình trạng", 25, "text"), ("Hạn nộp", 12, "day"), ("Số ngày chậm", 10, "count"),
    ("Ngày nhận hoặc trả lại", 14, "day"), ("Báo cáo gần nhất", 18, "text"),
)  # fmt: skip
HEAD_ROW = 3
FACE = {"font_name": "Times New Roman", "font_size": 12, "valign": "top"}
LOOKS: dict[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 14},
    "note": {"italic": True},
    "head": {"bold": True, "border": 1, "bg_color": "#DCE6F1", "align": "center", "valign": "vcenter", "text_wrap": True},
    "text": {"border": 1, "text_wrap": True},
    "count": {"border": 1, "num_format": "#,##0"},
    "day": {"border": 1, "num_format": "dd/mm/yyyy", "align": "center"},
}


def listing(told: Overdue) -> bytes:
    """Two sheets, units to remind and units that came late, as the bytes of an .xlsx file. Text is never a formula."""
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(out, options) as book:
        looks = {name: book.add_format(FACE | look) for name, look in LOOKS.items()}
        named = period_name(told.period)
        _sheet(book.add_worksheet("Phải đôn đốc"), f"Đơn vị chưa gửi báo cáo {named}", told, told.reminded, looks)
        _sheet(book.add_worksheet("Đã gửi chậm"), f"Đơn vị đã gửi báo cáo {named} sau thời hạn", told, told.late, looks)
    return out.getvalue()


def _sheet(sheet: Worksheet, title: str, told: Overdue, rows: Sequence[Reminder], looks: dict[str, Any]) -> None:
    received = f"đã nhận {told.received}/{told.expected} báo cáo ({share(told.received, told.expected)})"
    sheet.write_string(0, 0, title, looks["title"])
    sheet.write_string(1, 0, f"Đến ngày {day_name(told.today)}: {received}. Số ngày chậm tính theo ngày lịch.", looks["note"])
    for column, (heading, width, _) in enumerate(COLUMNS):
        sheet.set_column(column, column, width)
        sheet.write_string(HEAD_ROW, column, heading, looks["head"])
    for at, one in enumerate(rows, 1):
        for column, (value, (_, _, shape)) in enumerate(zip(_row(at, one), COLUMNS, strict=True)):
            _write(sheet, HEAD_ROW + at, column, value, looks[shape])
    sheet.set_row(HEAD_ROW, 34)
    sheet.autofilter(HEAD_ROW, 0, HEAD_ROW + max(len(rows), 1), len(COLUMNS) - 1)
    sheet.freeze_panes(HEAD_ROW + 1, 3)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(HEAD_ROW)
    sheet.set_footer("&C&P/&N")


def _row(number: int, one: Reminder) -> tuple[Any, ...]:
    return (
        number, one.unit_id, one.name, one.group, one.parent, STATES[one.state], one.due_on, one.days_late, one.came_on,
        label_name(one.last_report),
    )  # fmt: skip


def _write(sheet: Worksheet, row: int, column: int, value: Any, look: Any) -> None:
    if value is None:
        sheet.write_blank(row, column, None, look)
    elif isinstance(value, str):
        sheet.write_string(row, column, printable(value), look)
    elif isinstance(value, int):
        sheet.write_number(row, column, value, look)
    else:
        sheet.write_datetime(row, column, value, look)
