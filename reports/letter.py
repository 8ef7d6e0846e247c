"""The reminder as an official letter (công văn), ready but for its number, date, day of answer and signature."""

from __future__ import annotations

import io
from itertools import groupby

from docx.document import Document as Paper
from docx.enum.table import WD_TABLE_ALIGNMENT

from reports import paper as sheet
from reports.overdue import Overdue, Reminder
from reports.paper import CENTER, JUSTIFY, LEFT
from reports.words import STATES, day_name, label_name, period_name, roman, share

HEADINGS = ("STT", "Đơn vị", "Hạn nộp", "Số ngày\nchậm", "Báo cáo\ngần nhất", "Tình trạng")
WIDTHS = (13.0, 55.0, 24.0, 17.0, 27.0, 29.0)
# Room for a pen; it must not break over lines.
BLANK = "\N{NO-BREAK SPACE}" * 8
BLANK_DAY = f"ngày{BLANK[:6]}tháng{BLANK[:6]}"
BASIS = (
    "Căn cứ chế độ báo cáo định kỳ theo Nghị định số 09/2019/NĐ-CP của Chính phủ, các cơ quan, đơn vị gửi báo cáo tình hình "
    "áp dụng Hệ thống quản lý chất lượng theo Tiêu chuẩn quốc gia TCVN ISO 9001"
)
SUPERIORS = (
    "Cơ quan cấp trên trực tiếp đôn đốc các đơn vị thuộc phạm vi quản lý gửi báo cáo đúng thời hạn trong các kỳ tiếp theo."
)
LEFT_SIDE, RIGHT_SIDE = 61.0, 104.0


def letter(told: Overdue) -> bytes:
    """The letter with the list of units behind it, as the bytes of a .docx file."""
    paper = sheet.blank()
    _head(paper, told)
    _body(paper, told)
    _signature(paper)
    _list(paper, told)
    out = io.BytesIO()
    paper.save(out)
    return out.getvalue()


def _head(paper: Paper, told: Overdue) -> None:
    """National name and motto, agency, number, subject, place and date."""
    table = paper.add_table(rows=2, cols=2)
    sheet.columns(table, (LEFT_SIDE, RIGHT_SIDE))
    agency, nation = table.rows[0].cells
    above = told.head.upper() if told.head else "[TÊN CƠ QUAN CHỦ QUẢN]"
    sheet.say(agency, above, first=True, size=13, align=CENTER)
    sheet.say(agency, "[TÊN CƠ QUAN]", size=13, bold=True, align=CENTER)
    sheet.rule(agency, 24, LEFT_SIDE)
    sheet.say(nation, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", first=True, size=13, bold=True, align=CENTER)
    sheet.say(nation, "Độc lập - Tự do - Hạnh phúc", size=14, bold=True, align=CENTER)
    sheet.rule(nation, 62, RIGHT_SIDE)
    number, place = table.rows[1].cells
    sheet.say(number, f"Số:{BLANK}/[ký hiệu]", first=True, size=13, align=CENTER, before=4)
    subject = f"V/v đôn đốc gửi báo cáo {period_name(told.period)}"
    sheet.say(number, subject, size=12, align=CENTER, before=4)
    when = f"[Địa danh], {BLANK_DAY}năm\N{NO-BREAK SPACE}{told.today.year}"
    sheet.say(place, when, first=True, size=14, italic=True, align=CENTER, before=4)


def _body(paper: Paper, told: Overdue) -> None:
    address = "Kính gửi: Các cơ quan, đơn vị có tên trong danh sách kèm theo"
    sheet.write(paper.add_paragraph(), address, align=CENTER, before=18, after=12)
    missing, returned = told.of_state("missing"), told.of_state("returned")
    named = period_name(told.period)
    days = f"(từ ngày {day_name(told.period.start)} đến ngày {day_name(told.period.end)})"
    left = [f"{missing} đơn vị chưa gửi báo cáo"] if missing else []
    left += [f"{returned} đơn vị có báo cáo đã trả lại để sửa nhưng chưa gửi lại"] if returned else []
    due = f"là ngày {day_name(told.due[0])}"
    if len(told.due) > 1:
        due = f"từ ngày {day_name(told.due[0])} đến ngày {day_name(told.due[-1])}, tùy nhóm đơn vị"
    received = f"{told.received}/{told.expected} báo cáo ({share(told.received, told.expected)})"
    paragraphs = [
        f"{BASIS} {named} {days} với thời hạn {due}.",
        f"Đến ngày {day_name(told.today)}, đã có {received}; còn {' và '.join(left)} (danh sách kèm theo).",
        "Để kịp tổng hợp, báo cáo cấp có thẩm quyền, đề nghị các cơ quan, đơn vị có tên trong danh sách:",
        f"1. Gửi báo cáo {named} theo mẫu biểu hiện hành trước {BLANK_DAY}năm\N{NO-BREAK SPACE}{told.today.year}.",
    ]
    if returned:
        paragraphs.append("2. Đơn vị có báo cáo đã trả lại: sửa các nội dung ghi trong bản trả lại, gửi lại trong thời hạn trên.")
    paragraphs.append(f"{3 if returned else 2}. {SUPERIORS}")
    paragraphs.append("Khó khăn, vướng mắc đề nghị liên hệ [họ tên, số điện thoại của người phụ trách]./.")
    for text in paragraphs:
        sheet.write(paper.add_paragraph(), text, align=JUSTIFY, after=6, indent=True).paragraph_format.line_spacing = 1.15


def _signature(paper: Paper) -> None:
    table = paper.add_table(rows=1, cols=2)
    sheet.columns(table, (LEFT_SIDE + 14, RIGHT_SIDE - 14))
    to, signer = table.rows[0].cells
    sheet.say(to, "Nơi nhận:", first=True, size=12, bold=True, italic=True, before=8)
    for line in ("- Như trên;", "- [Lãnh đạo cơ quan] (để báo cáo);", "- Lưu: VT, [đơn vị soạn thảo]."):
        sheet.say(to, line, size=11)
    sheet.say(signer, "[CHỨC VỤ CỦA NGƯỜI KÝ]", first=True, bold=True, align=CENTER, before=8)
    sheet.say(signer, "[Họ và tên]", bold=True, align=CENTER, before=72)


def _list(paper: Paper, told: Overdue) -> None:
    """The units to remind, under their parent units, on a page of its own."""
    title = paper.add_paragraph()
    title.paragraph_format.page_break_before = True
    sheet.write(title, "DANH SÁCH", bold=True, align=CENTER)
    about = f"Các cơ quan, đơn vị chưa gửi báo cáo {period_name(told.period)}"
    sheet.write(paper.add_paragraph(), about, bold=True, align=CENTER)
    attached = f"(Kèm theo Công văn số{BLANK}/[ký hiệu] {BLANK_DAY}năm\N{NO-BREAK SPACE}{told.today.year} của [Tên cơ quan])"
    sheet.write(paper.add_paragraph(), attached, size=13, italic=True, align=CENTER, after=8)
    table = paper.add_table(rows=1, cols=len(HEADINGS), style="Table Grid")
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    for cell, heading in zip(table.rows[0].cells, HEADINGS, strict=True):
        sheet.say(cell, heading, first=True, size=12, bold=True, align=CENTER)
    number = 0
    merged = []
    for group, (parent, units) in enumerate(groupby(told.reminded, key=lambda one: one.parent), 1):
        listed = list(units)
        merged.append((len(table.rows), f"{roman(group)}. {parent} ({len(listed)} đơn vị)"))
        table.add_row()
        for one in listed:
            number += 1
            for cell, text, align in zip(table.add_row().cells, _row(number, one), _ALIGNED, strict=True):
                sheet.say(cell, text, first=True, size=12, align=align)
    sheet.columns(table, WIDTHS)
    for at, text in merged:
        cells = table.rows[at].cells
        under = sheet.say(cells[0].merge(cells[-1]), text, first=True, size=12, bold=True, align=LEFT)
        under.paragraph_format.keep_with_next = True
    sheet.repeat_heading(table)
    note = f"Số ngày chậm tính theo ngày lịch, đến ngày {day_name(told.today)}."
    sheet.write(paper.add_paragraph(), note, size=11, italic=True, before=4)


_ALIGNED = (CENTER, LEFT, CENTER, CENTER, CENTER, LEFT)


def _row(number: int, one: Reminder) -> tuple[str, ...]:
    return (
        str(number),
        one.name,
        day_name(one.due_on),
        f"{one.days_late:,}".replace(",", "."),
        label_name(one.last_report).replace(" năm ", "/"),
        STATES[one.state],
    )
