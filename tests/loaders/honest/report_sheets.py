"""Form F1, a unit's own report: its four parts on sheets of their own or together, as units send it."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date
from typing import Any

from tests.loaders.honest import dossier_sheets as f2
from tests.loaders.honest.facts import PERIOD, PERIOD_LINE, SENDER, SENDER_CODE, Row
from tests.loaders.honest.offices import Office, office
from tests.loaders.honest.paper import Page, by_openpyxl, by_xlsxwriter, headings

KINDS = {"tthc": "TTHC", "internal": "Nội bộ", "mandatory": "Bắt buộc", "product_quality": "Chất lượng sản phẩm", "other": "Khác"}
ACTIVITIES = {
    "audit": "Đánh giá nội bộ",
    "review": "Xem xét của lãnh đạo",
    "training": "Đào tạo, tập huấn",
    "inspection": "Kiểm tra",
}
LABELS = {
    "code": "Mã đơn vị", "name": "Tên đơn vị", "group": "Nhóm đơn vị", "parent": "Đơn vị cấp trên trực tiếp",
    "stage": "Tình trạng xây dựng, áp dụng", "edition": "Phiên bản tiêu chuẩn đang áp dụng", "path": "Hình thức xây dựng",
    "announcement_number": "Số quyết định công bố", "announced_on": "Ngày công bố",
    "docs_mandatory": "Số tài liệu, quy trình bắt buộc theo tiêu chuẩn",
    "procedures_tthc": "Số quy trình giải quyết công việc theo TTHC",
    "procedures_internal": "Số quy trình nội bộ giải quyết công việc",
    "tthc_authority": "Số TTHC thuộc thẩm quyền giải quyết", "reporter": "Người lập báo cáo", "phone": "Điện thoại",
}  # fmt: skip


def listed(seed: int, count: int = 14) -> list[Row]:
    """Procedures of a unit's list."""
    draw = random.Random(f"procedures {seed}")
    return [
        {
            "code": f"QT-{i + 1:02d}", "name": f"Quy trình số {i + 1} về công việc {draw.randint(100, 999)}",
            "kind": draw.choice(("tthc", "tthc", "internal", "mandatory", "other")),
            "field_of_work": draw.choice(("Đất đai", "Hộ tịch")),
            "edition": "2015", "days_allowed": draw.randint(1, 45), "issued_on": date(2017, draw.randint(1, 12),
            draw.randint(1, 28)),
        }
        for i in range(count)
    ]  # fmt: skip


def told(procedures: Sequence[Row]) -> Row:
    """What the first sheet says; its counts are those of the list."""
    kinds = [row["kind"] for row in procedures]
    return {
        "code": SENDER_CODE, "name": SENDER, "group": "UBND cấp huyện", "parent": "UBND tỉnh Đắk Lắk", "stage": "Đã công bố",
        "edition": "TCVN ISO 9001:2015", "path": "Xây dựng mới", "announcement_number": "125/QĐ-UBND",
        "announced_on": date(2017, 8, 25),
        "docs_mandatory": 9, "procedures_tthc": kinds.count("tthc"), "procedures_internal": kinds.count("internal"),
        "tthc_authority": kinds.count("tthc") + 3, "reporter": "Nguyễn Thị A", "phone": "0262 3851 234",
    }  # fmt: skip


def meant(said: Row) -> Row:
    """What the store keeps of the first sheet."""
    kept = {key: value for key, value in said.items() if key not in {"code", "name", "group", "parent"}}
    return kept | {"stage": 3, "edition": "2015", "path": "new", "announced_on": "2017-08-25"}


def write_labels(page: Page, row: int, left: int, said: Row, *, heading: bool = True, gap: int = 1, numbers: bool = True) -> int:
    """Labels and values; `gap` is the distance from a label to its value."""
    at = left + (1 if numbers else 0)
    if heading:
        page.put(row, left, *(["STT"] if numbers else []), "Nội dung", *[None] * (gap - 1), "Giá trị", "Ghi chú")
        row += 1
    for i, (key, label) in enumerate(LABELS.items()):
        if numbers:
            page.put(row, left, i + 1)
        page.put(row, at, label)
        row = page.put(row, at + gap, said[key])
    return row


def write_procedures(page: Page, row: int, left: int, procedures: Sequence[Row]) -> int:
    """The list of procedures; returns the row below it."""
    row = page.put(row, left, "STT", "Mã quy trình", "Tên quy trình", "Loại quy trình", "Lĩnh vực", "Phiên bản",
                   "Thời hạn giải quyết (ngày làm việc)", "Ngày ban hành")  # fmt: skip
    for i, one in enumerate(procedures):
        said = [one["code"], one["name"], KINDS[one["kind"]], one["field_of_work"], "TCVN ISO 9001:2015", one["days_allowed"]]
        row = page.put(row, left, i + 1, *said, one["issued_on"])
    return row


def write_upkeep(page: Page, row: int, left: int, *, inline: bool = False) -> int:
    """Audits, reviews and training, and below them difficulties and proposals."""
    row = page.put(
        row, left, "STT", "Hoạt động", "Ngày", "Nội dung", "Số người tham dự", "Số điểm không phù hợp", "Đã khắc phục", "Kết quả"
    )
    row = page.put(row, left, 1, "Đánh giá nội bộ", date(2018, 10, 2), "Đánh giá nội bộ đợt 2", None, 4, 3, "Đạt")
    row = page.put(row, left, 2, "Đào tạo, tập huấn", "12/11/2018", "Tập huấn nhận thức", "45 người")
    if inline:
        row = page.put(row, left, "Khó khăn, vướng mắc: Thiếu kinh phí")
        return page.put(row, left, "Kiến nghị, đề xuất: Bổ sung kinh phí")
    row = page.put(row + 1, left, "Khó khăn, vướng mắc")
    row = page.put(row, left, "Thiếu kinh phí")
    row = page.put(row + 1, left, "Kiến nghị, đề xuất")
    return page.put(row, left, "Bổ sung kinh phí")


def expect_all(
    found: Office, said: Row, procedures: Sequence[Row], dossiers: Sequence[tuple[str, Row]], *, period: str = PERIOD
) -> None:
    """Everything that the four parts say."""
    found.expect(SENDER_CODE, "status", "", meant(said), period=period)
    for one in procedures:
        kept = {key: value for key, value in one.items() if key != "name"} | {"issued_on": one["issued_on"].isoformat()}
        found.expect(SENDER_CODE, "procedure", one["name"], kept, period=period)
    for name, values in dossiers:
        found.expect(SENDER_CODE, "handling", name, {key: values[key] for key in f2.FORM}, period=period)
    audit = {"kind": "audit", "happened_on": "2018-10-02", "nonconformities": 4, "closed": 3, "result": "Đạt"}
    found.expect(SENDER_CODE, "activity", "Đánh giá nội bộ đợt 2", audit, period=period)
    trained = {"kind": "training", "happened_on": "2018-11-12", "participants": 45}
    found.expect(SENDER_CODE, "activity", "Tập huấn nhận thức", trained, period=period)
    found.expect(SENDER_CODE, "narrative", "difficulty", {"body": "Thiếu kinh phí"}, period=period)
    found.expect(SENDER_CODE, "narrative", "proposal", {"body": "Bổ sung kinh phí"}, period=period)


def whole(
    found: Office, seed: int, names: Sequence[str] = ("Thông tin chung", "Quy trình", "Giải quyết TTHC", "Duy trì, cải tiến")
) -> None:
    """The form with a sheet for each part."""
    procedures, dossiers = listed(seed), f2.rows(seed, 4)
    said = told(procedures)
    info, list_, handled, upkeep = (found.page(name) for name in names)
    info.merge(0, 0, 0, 3, "BÁO CÁO TÌNH HÌNH ÁP DỤNG TCVN ISO 9001")
    info.merge(1, 0, 1, 3, PERIOD_LINE)
    write_labels(info, 3, 0, said)
    write_procedures(list_, 2, 0, procedures)
    f2.table(handled, f2.titled(handled), 0, f2.FORM, dossiers)
    write_upkeep(upkeep, 2, 0)
    expect_all(found, said, procedures, dossiers)


@office()
def f1_as_the_form_prints_it(found: Office) -> None:
    whole(found, 100)


@office(by_xlsxwriter)
def f1_sheets_named_and_ordered_otherwise(found: Office) -> None:
    whole(found, 101, ("Sheet1", "Sheet2", "Sheet3", "Sheet4"))
    found.pages.reverse()


@office()
def f1_four_parts_on_one_sheet(found: Office) -> None:
    page, procedures, dossiers = found.page("Báo cáo"), listed(102), f2.rows(102, 4)
    said = told(procedures)
    page.put(0, 0, "BÁO CÁO QUÝ")
    page.put(1, 0, PERIOD_LINE)
    row = write_labels(page, 3, 0, said)
    page.put(row + 1, 0, "II. DANH MỤC QUY TRÌNH")
    row = write_procedures(page, row + 2, 0, procedures)
    page.put(row + 1, 0, "III. GIẢI QUYẾT THỦ TỤC HÀNH CHÍNH")
    row = f2.table(page, row + 2, 0, f2.FORM, dossiers)
    page.put(row + 1, 0, "IV. DUY TRÌ, CẢI TIẾN")
    write_upkeep(page, row + 2, 0)
    expect_all(found, said, procedures, dossiers)


@office(by_xlsxwriter)
def f1_labels_far_from_values_without_heading(found: Office) -> None:
    procedures, dossiers = listed(103), f2.rows(103, 4)
    said = told(procedures)
    info = found.page("TT chung")
    info.put(2, 2, "Kỳ báo cáo", None, "Quý IV năm 2018")
    write_labels(info, 4, 2, said, heading=False, gap=2, numbers=False)
    write_procedures(found.page("DM"), 0, 1, procedures)
    handled = found.page("TTHC")
    f2.table(handled, 0, 2, f2.FORM, dossiers, numbering=None, total=None)
    write_upkeep(found.page("ISO"), 5, 1, inline=True)
    expect_all(found, said, procedures, dossiers)


@office()
def f1_procedures_on_two_sheets(found: Office) -> None:
    procedures, dossiers = listed(104, 20), f2.rows(104, 3)
    said = told(procedures)
    info = found.page("Thông tin chung")
    info.put(1, 0, PERIOD_LINE)
    write_labels(info, 3, 0, said)
    write_procedures(found.page("Quy trình TTHC"), 2, 0, [one for one in procedures if one["kind"] == "tthc"])
    write_procedures(found.page("Quy trình khác"), 2, 0, [one for one in procedures if one["kind"] != "tthc"])
    handled = found.page("Giải quyết TTHC")
    f2.table(handled, f2.titled(handled), 0, f2.FORM, dossiers)
    write_upkeep(found.page("Duy trì"), 2, 0)
    expect_all(found, said, procedures, dossiers)


@office(by_xlsxwriter)
def f1_two_quarters_in_one_workbook(found: Office) -> None:
    for i, (line, period) in enumerate(((PERIOD_LINE, PERIOD), ("Kỳ báo cáo: Quý I/2019", "2019Q1"))):
        procedures, dossiers = listed(105 + i), f2.rows(105 + i, 3)
        said = told(procedures)
        info = found.page(f"TT {i + 1}")
        info.put(1, 0, line)
        write_labels(info, 3, 0, said)
        write_procedures(found.page(f"QT {i + 1}"), 2, 0, procedures)
        handled = found.page(f"HS {i + 1}")
        f2.table(handled, 0, 0, f2.FORM, dossiers)
        write_upkeep(found.page(f"DT {i + 1}"), 2, 0)
        expect_all(found, said, procedures, dossiers, period=period)


@office()
def f1_first_sheet_alone_with_numbered_labels(found: Office) -> None:
    said = told(listed(107))
    page = found.page("Phiếu")
    page.put(0, 0, "PHIẾU BÁO CÁO QUÝ IV/2018")
    for i, (key, label) in enumerate(LABELS.items()):
        page.put(2 + i, 0, f"{i + 1}. {label}:")
        page.merge(2 + i, 1, 2 + i, 3, said[key])
    found.expect(SENDER_CODE, "status", "", meant(said))


@office(by_openpyxl)
def f1_procedures_in_groups_with_totals(found: Office) -> None:
    procedures = listed(108, 12)
    said = told(procedures)
    info = found.page("Thông tin chung")
    info.put(1, 0, PERIOD_LINE)
    write_labels(info, 3, 0, said)
    page = found.page("Danh mục")
    row = headings(page, 2, 0, [("STT",), ("Tên quy trình",), ("Loại quy trình",), ("Phiên bản",)], 1)
    for numeral, kind in zip(("I", "II", "III", "IV"), ("tthc", "internal", "mandatory", "other"), strict=True):
        part: list[Any] = [one for one in procedures if one["kind"] == kind]
        page.put(row, 0, numeral)
        page.merge(row, 1, row, 3, f"Quy trình {KINDS[kind]}")
        row += 1
        for i, one in enumerate(part):
            row = page.put(row, 0, i + 1, one["name"], KINDS[kind], 2015)
        page.put(row, 1, f"Cộng nhóm {numeral}: {len(part)}")
        row += 1
    found.expect(SENDER_CODE, "status", "", meant(said))
    for one in procedures:
        found.expect(SENDER_CODE, "procedure", one["name"], {"kind": one["kind"], "edition": "2015"})
