"""Form F4, the consolidated annex, as departments keep it; and lists of activities, form F7."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from datetime import date
from typing import Any

from tests.loaders.honest.facts import COMMUNES, DEPARTMENTS, GROUPS, PERIOD_LINE, UNITS, Row, standing
from tests.loaders.honest.offices import Office, office
from tests.loaders.honest.paper import Page, by_openpyxl, by_xlsxwriter, headings, numbered, signed
from tests.loaders.honest.unit_sheets import Figures, figures

COUNTS = ("docs_mandatory", "procedures_tthc", "procedures_internal", "procedures_other", "procedures_total", "tthc_authority")
DOSSIERS = ("received_total", "resolved_total", "resolved_by_deadline", "resolved_late", "pending_total", "pending_overdue")
PATHS: dict[str, tuple[str, ...]] = {
    "stt": ("STT",), "code": ("Mã đơn vị",), "name": ("Tên đơn vị",), "parent": ("Đơn vị cấp trên",), "stage": ("Tình trạng",),
    "2008": ("Phiên bản đang áp dụng", "9001:2008"), "2015": ("Phiên bản đang áp dụng", "9001:2015"),
    "path": ("Hình thức xây dựng",), "announced_on": ("Ngày công bố",), "docs_mandatory": ("Số tài liệu bắt buộc",),
    "procedures_tthc": ("Số quy trình", "Theo TTHC"), "procedures_internal": ("Số quy trình", "Nội bộ"),
    "procedures_other": ("Số quy trình", "Khác"), "procedures_total": ("Số quy trình", "Tổng số"),
    "tthc_authority": ("TTHC thuộc thẩm quyền",),
    "handling.received_total": ("Hồ sơ TTHC trong kỳ", "Tiếp nhận"), "handling.resolved_total": ("Hồ sơ TTHC trong kỳ",
    "Đã giải quyết"),
    "handling.resolved_by_deadline": ("Hồ sơ TTHC trong kỳ", "Trước và đúng hạn"),
    "handling.resolved_late": ("Hồ sơ TTHC trong kỳ", "Quá hạn"), "handling.pending_total": ("Hồ sơ TTHC trong kỳ",
    "Đang giải quyết"),
    "handling.pending_overdue": ("Hồ sơ TTHC trong kỳ", "Trong đó quá hạn"), "note": ("Ghi chú",),
}  # fmt: skip
MARKS = {"x": "x", "✓": "✓", "X": "X", "Có": "Có"}


def cell(key: str, i: int, one: tuple[str, str, Row], mark: str) -> Any:
    """What the annex writes of a unit in a column."""
    code, name, row = one
    fixed = {"stt": i + 1, "code": code, "name": name, "parent": "UBND tỉnh Đắk Lắk", "stage": row["stage_said"]}
    if key in fixed:
        return fixed[key]
    if key in {"2008", "2015"}:
        return mark if row["edition"] == key else None
    if key == "edition":
        return f"TCVN ISO 9001:{row['edition']}" if row["edition"] else None
    return row["path_said"] if key == "path" else None if key == "note" else row[key]


def annex(
    page: Page, row: int, left: int, keys: Sequence[str], rows: Figures, *, paths: dict[str, tuple[str, ...]] = PATHS,
    depth: int = 2,
    style: str = "merged", numbering: str | None = None, groups: bool = False, total: str | None = "bottom", mark: str = "x",
) -> int:  # fmt: skip
    """A table of units with their status; returns the row below it."""
    row = headings(page, row, left, [paths[key] for key in keys], depth, style)
    if numbering:
        row = numbered(page, row, left, len(keys), numbering)
    at = {key: left + i for i, key in enumerate(keys)}
    written: list[int] = []

    def summed(label: str, part: Figures, row: int) -> int:
        page.put(row, at.get("name", left), label)
        for key in keys:
            if key in {"2008", "2015"}:
                page.put(row, at[key], sum(values["edition"] == key for _, _, values in part))
            elif key in COUNTS or key.startswith("handling."):
                page.put(row, at[key], sum(values[key] for _, _, values in part))
        return row + 1

    if total == "top":
        row = summed("Tổng cộng", rows, row)
    for numeral, (text, units) in zip(("I", "II", "III"), GROUPS if groups else [("", UNITS)], strict=False):
        if groups:
            page.put(row, left, numeral)
            row = page.put(row, at["name"], text)
        for one in (one for one in rows if (one[0], one[1]) in units):
            page.put(row, left, *[cell(key, len(written), one, mark) for key in keys])
            written.append(row)
            row += 1
    return summed("Tổng cộng", rows, row) if total == "bottom" else row


def expect(found: Office, rows: Figures, keys: Sequence[str], **more: str) -> None:
    """Expects what the columns say of each unit."""
    for code, name, row in rows:
        status: Row = {"stage": row["stage"] if "stage" in keys else None}
        status |= {"edition": row["edition"]} if {"2008", "2015", "edition"} & set(keys) else {}
        status |= {"path": row["path"]} if "path" in keys else {}
        status |= {key: row[key] for key in COUNTS if key in keys}
        if "announced_on" in keys and row["announced_on"]:
            status["announced_on"] = row["announced_on"].isoformat()
        unit = code if "code" in keys else name
        found.expect(unit, "status", "", status, **more)
        found.expect(
            unit, "handling", "", {key.partition(".")[2]: row[key] for key in keys if key.startswith("handling.")}, **more
        )


def titled(page: Page, row: int = 0, left: int = 0, line: str = PERIOD_LINE) -> int:
    """Title and period; returns the row below them."""
    page.merge(row, left, row, left + 9, "PHỤ LỤC: TÌNH HÌNH XÂY DỰNG, ÁP DỤNG HỆ THỐNG QUẢN LÝ CHẤT LƯỢNG")
    page.merge(row + 1, left, row + 1, left + 9, line)
    return row + 3


def plain(found: Office, seed: int, keys: Sequence[str], named: str = "Tổng hợp", **more: Any) -> None:
    """One sheet with one annex."""
    page, rows = found.page(named), figures(standing, seed)
    end = annex(page, titled(page), 0, keys, rows, **more)
    signed(page, end + 1, 2, 9)
    expect(found, rows, keys)


@office()
def f4_as_the_cases_keep_it(found: Office) -> None:
    plain(found, 70, list(PATHS), groups=True)


@office(by_xlsxwriter)
def f4_total_on_top_and_checkmarks(found: Office) -> None:
    plain(found, 71, list(PATHS), named="Phụ lục 1", total="top", mark="✓", numbering="1")


@office()
def f4_only_unit_and_stage(found: Office) -> None:
    plain(found, 72, ["stt", "name", "stage"], depth=1, total=None)


@office(by_xlsxwriter)
def f4_edition_written_out(found: Office) -> None:
    keys = ["stt", "code", "name", "stage", "edition", "path", *COUNTS]
    plain(found, 73, keys, paths=PATHS | {"edition": ("Phiên bản tiêu chuẩn đang áp dụng",)}, total=None)


@office()
def f4_columns_shuffled_and_repeated_headings(found: Office) -> None:
    keys = ["stt", "name", "handling.received_total", "handling.pending_total", "handling.resolved_total", "tthc_authority",
            "2015", "2008", "stage", "code", "procedures_total", "procedures_other", "procedures_internal",
            "procedures_tthc"]  # fmt: skip
    plain(found, 74, keys, style="repeated", groups=True, mark="X")


@office(by_xlsxwriter)
def f4_merges_lost_behind_blank_columns(found: Office) -> None:
    page, rows = found.page("PL"), figures(standing, 75)
    annex(page, titled(page, 5, 2), 2, list(PATHS), rows, style="lost", mark="Có")
    expect(found, rows, list(PATHS))


@office(functools.partial(by_openpyxl, mac_dates=True))
def f4_dates_counted_from_1904(found: Office) -> None:
    plain(found, 66, ["stt", "code", "name", "stage", "announced_on", *COUNTS])


@office(functools.partial(by_xlsxwriter, mac_dates=True))
def f4_dates_counted_from_1904_by_another_maker(found: Office) -> None:
    plain(found, 93, ["stt", "name", "stage", "announced_on"], total=None)


@office()
def f4_dates_typed_in_four_ways(found: Office) -> None:
    page, rows = found.page("Tổng hợp"), figures(standing, 78)
    row = headings(page, titled(page), 0, [PATHS[key] for key in ("stt", "name", "stage", "announced_on")], 1)
    shapes = ("{0.day}/{0.month}/{0.year}", "{0:%d-%m-%Y}", "{0:%d.%m.%Y}", "ngày {0.day} tháng {0.month} năm {0.year}")
    for i, (_, name, values) in enumerate(rows):
        day = values["announced_on"]
        row = page.put(row, 0, i + 1, name, values["stage_said"], shapes[i % 4].format(day) if day else "-")
    expect(found, rows, ("name", "stage", "announced_on"))


@office(by_xlsxwriter)
def f4_a_sheet_a_quarter(found: Office) -> None:
    keys = ["stt", "code", "name", "stage", "2008", "2015", *COUNTS]
    for i in range(2):
        page, rows = found.page(f"Quý {'I' * (i + 3)}" if i == 0 else "Quý IV"), figures(standing, 79 + i)
        annex(page, titled(page, line=f"Kỳ báo cáo: Quý {3 + i}/2018"), 0, keys, rows)
        expect(found, rows, keys, period=f"2018Q{3 + i}")


@office()
def f4_a_sheet_a_group_and_one_title(found: Office) -> None:
    keys = ["stt", "code", "name", "stage", "2008", "2015", "path", *COUNTS]
    for i, (text, units) in enumerate(GROUPS):
        page, rows = found.page(text.split(",")[0]), figures(standing, 82 + i, units)
        row = titled(page) if i == 0 else 2
        annex(page, row, 0, keys, rows, total="bottom")
        expect(found, rows, keys)


@office(by_xlsxwriter)
def f4_hidden_copy_of_last_quarter(found: Office) -> None:
    keys = ["stt", "code", "name", "stage", *COUNTS]
    plain(found, 86, keys)
    old = found.page("Tổng hợp (2)", hidden=True)
    annex(old, titled(old, line="Kỳ báo cáo: Quý III năm 2018"), 0, keys, figures(standing, 87))
    found.may_say |= {"hidden_sheet_ignored"}


@office()
def f4_hidden_rows_are_read_and_said(found: Office) -> None:
    keys = ["stt", "code", "name", "stage", *COUNTS]
    plain(found, 88, keys, total="bottom")
    found.pages[0].hidden_rows = (6, 7)
    found.may_say |= {"hidden_content"}


@office(by_xlsxwriter)
def f4_typed_percentages_and_a_column_of_ones_own(found: Office) -> None:
    paths = PATHS | {"handling.percent": ("Hồ sơ TTHC trong kỳ", "Tỷ lệ đúng hạn (%)"), "extra": ("Số máy tính",)}
    keys = ["stt", "code", "name", "stage", "handling.resolved_total", "handling.resolved_by_deadline", "handling.resolved_late"]
    page, rows = found.page("Tổng hợp"), figures(standing, 89)
    row = headings(page, titled(page), 0, [paths[key] for key in [*keys, "handling.percent", "extra"]], 2)
    for i, (code, name, values) in enumerate(rows):
        share = round(100 * values["handling.resolved_by_deadline"] / values["handling.resolved_total"], 2)
        said = [values[key] for key in keys[4:]]
        row = page.put(row, 0, i + 1, code, name, values["stage_said"], *said, f"{share:.2f} %".replace(".", ","), 7)
    expect(found, rows, keys)
    found.may_say |= {"column_unknown"}


def course(
    found: Office, units: Sequence[tuple[str, str]], content: str, day: date, participants: int | None, *, coded: bool
) -> None:
    """Expects that units took part in a course."""
    for code, name in units:
        row = {"kind": "training", "happened_on": day.isoformat(), "participants": participants}
        found.expect(code if coded else name, "activity", content, row)


@office()
def f7_one_course_many_units(found: Office) -> None:
    page = found.page("Danh sách")
    page.put(0, 0, "DANH SÁCH ĐƠN VỊ THAM GIA TẬP HUẤN")
    row = page.put(2, 0, "STT", "Tên đơn vị", "Hoạt động", "Ngày", "Nội dung", "Số người tham dự")
    for i, (_, name) in enumerate(COMMUNES):
        row = page.put(
            row, 0, i + 1, name, "Đào tạo, tập huấn", date(2018, 10, 9), "Tập huấn ISO 9001:2015", f"{i + 2:02d} người"
        )
    for i, one in enumerate(COMMUNES):
        course(found, [one], "Tập huấn ISO 9001:2015", date(2018, 10, 9), i + 2, coded=False)


@office(by_xlsxwriter)
def f7_the_course_merged_over_its_units(found: Office) -> None:
    page = found.page("Tập huấn")
    row = page.put(1, 1, "TT", "Mã đơn vị", "Tên đơn vị", "Hoạt động", "Thời gian", "Nội dung")
    for title, units in (("Lớp 1: nhận thức chung", DEPARTMENTS), ("Lớp 2: đánh giá viên nội bộ", COMMUNES[:4])):
        last = row + len(units) - 1
        page.merge(row, 4, last, 4, "Đào tạo, tập huấn")
        page.merge(row, 5, last, 5, "20/11/2018")
        page.merge(row, 6, last, 6, title)
        for i, (code, name) in enumerate(units):
            row = page.put(row, 1, i + 1, code, name)
        course(found, units, title, date(2018, 11, 20), None, coded=True)
    found.may_say |= {"merged_text"}


@office()
def f7_inspections_with_results(found: Office) -> None:
    page = found.page("Kiểm tra")
    page.put(0, 0, "KẾT QUẢ KIỂM TRA QUÝ IV NĂM 2018")
    row = page.put(3, 0, "Đơn vị", "Hoạt động", "Ngày thực hiện", "Số điểm không phù hợp", "Số điểm đã khắc phục", "Kết quả")
    for i, (_, name) in enumerate(UNITS):
        day = date(2018, 10, 1 + i)
        row = page.put(row, 0, name, "Kiểm tra", day, i, i // 2, "Đạt")
        said = {"kind": "inspection", "happened_on": day.isoformat(), "nonconformities": i, "closed": i // 2, "result": "Đạt"}
        found.expect(name, "activity", "", said)
