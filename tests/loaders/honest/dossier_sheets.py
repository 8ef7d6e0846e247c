"""Form F2 as offices lay it out: one row a field of work."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tests.loaders.honest.facts import FIELDS, HANDLING, PERIOD_LINE, SENDER, Row, dossiers
from tests.loaders.honest.offices import Office, office, only
from tests.loaders.honest.paper import Formula, Page, by_xlsxwriter, headings, numbered, signed

NAME = ("Lĩnh vực, công việc giải quyết theo cấp",)
FORM: dict[str, tuple[str, ...]] = {
    "received_total": ("Tiếp nhận", "Tổng số"),
    "received_online": ("Tiếp nhận", "Trong kỳ", "Trực tuyến"),
    "received_direct": ("Tiếp nhận", "Trong kỳ", "Trực tiếp, dịch vụ bưu chính"),
    "carried_over": ("Tiếp nhận", "Từ kỳ trước"),
    "resolved_total": ("Số lượng hồ sơ đã giải quyết", "Tổng số"),
    "resolved_early": ("Số lượng hồ sơ đã giải quyết", "Trước hạn"),
    "resolved_on_time": ("Số lượng hồ sơ đã giải quyết", "Đúng hạn"),
    "resolved_late": ("Số lượng hồ sơ đã giải quyết", "Quá hạn"),
    "pending_total": ("Số lượng hồ sơ đang giải quyết", "Tổng số"),
    "pending_in_time": ("Số lượng hồ sơ đang giải quyết", "Trong hạn"),
    "pending_overdue": ("Số lượng hồ sơ đang giải quyết", "Quá hạn"),
}
Columns = dict[str, tuple[str, ...]]


def titled(page: Page, row: int = 0, left: int = 0, *, sender: str = SENDER, line: str = PERIOD_LINE) -> int:
    """The title of the form; returns the row below it."""
    page.put(row, left, "TÌNH HÌNH, KẾT QUẢ GIẢI QUYẾT THỦ TỤC HÀNH CHÍNH")
    page.put(row + 1, left, line)
    page.put(row + 2, left, f"Đơn vị báo cáo: {sender}")
    page.put(row + 2, left + 6, "Đơn vị nhận báo cáo: UBND tỉnh Đắk Lắk")
    page.put(row + 3, left + 8, "Đơn vị tính: Số hồ sơ TTHC")
    return row + 4


def table(
    page: Page, row: int, left: int, columns: Columns, named: Sequence[tuple[str, Row]], *, name: Sequence[str] = NAME,
    stt: str | None = "STT", depth: int = 3, style: str = "merged", numbering: str | None = "1", total: str | None = "bottom",
) -> int:  # fmt: skip
    """A table with its heading; returns the row below it."""
    paths = ([(stt,)] if stt else []) + [tuple(name), *columns.values()]
    row = headings(page, row, left, paths, depth, style)
    if numbering:
        row = numbered(page, row, left, len(paths), numbering)
    lead = 1 if stt else 0
    sums = [sum(values[key] for _, values in named) for key in columns] if total else []
    if total == "top":
        row = page.put(row, left + lead, "Tổng cộng", *sums)
    for i, (text, values) in enumerate(named):
        row = page.put(row, left, *([i + 1] if stt else []), text, *[values[key] for key in columns])
    if total == "bottom":
        page.merge(row, left, row, left + lead, "TỔNG CỘNG")
        row = page.put(row, left + lead + 1, *sums)
    return row


def rows(seed: int, count: int = 6, **more: bool) -> list[tuple[str, Row]]:
    """Fields of work with their figures."""
    return [(FIELDS[i], dossiers(100 * seed + i, **more)) for i in range(count)]


def expect(office_: Office, named: Sequence[tuple[str, Row]], names: Sequence[str] = HANDLING, **more: str) -> None:
    """Expects the figures of fields of work of the sender."""
    for text, values in named:
        office_.expect(SENDER, "handling", text, only(values, *names), **more)


def renamed(**changes: str | tuple[str, ...]) -> Columns:
    """The form's columns under other group headings ('received', 'resolved', 'pending') or other headings of a field."""
    groups = {"received": "Tiếp nhận", "resolved": "Số lượng hồ sơ đã giải quyết", "pending": "Số lượng hồ sơ đang giải quyết"}
    found: Columns = {}
    for key, path in FORM.items():
        changed: Any = changes.get(key)
        tail = path[1:] if changed is None else (changed,) if isinstance(changed, str) else changed
        group = next(short for short, text in groups.items() if text == path[0])
        found[key] = (str(changes.get(group, path[0])), *tail)
    return found


def plain(office_: Office, seed: int, columns: Columns = FORM, **more: Any) -> None:
    """One sheet with one table under the form's title."""
    page = office_.page("Biểu 06a")
    named = rows(seed)
    end = table(page, titled(page), 0, columns, named, **more)
    signed(page, end + 1, 1, 8)
    expect(office_, named)


@office()
def f2_as_the_circular_prints_it(found: Office) -> None:
    plain(found, 1)


@office(by_xlsxwriter)
def f2_heading_repeated_in_every_cell(found: Office) -> None:
    plain(found, 2, style="repeated", numbering="(1)")


@office()
def f2_merges_lost(found: Office) -> None:
    plain(found, 3, style="lost", numbering="from figures")


@office(by_xlsxwriter)
def f2_numbering_with_sums_and_total_on_top(found: Office) -> None:
    plain(found, 4, numbering="sums", total="top")


@office()
def f2_two_heading_rows_letters_in_the_numbering(found: Office) -> None:
    columns = renamed(received_online="Trực tuyến", received_direct="Trực tiếp, bưu chính")
    plain(found, 5, columns, depth=2, numbering="AB1")


@office()
def f2_one_heading_row_with_both_words(found: Office) -> None:
    columns = {key: (f"{path[0]} - {path[-1]}",) for key, path in FORM.items()}
    plain(found, 6, columns, depth=1, numbering=None, total=None)


@office(by_xlsxwriter)
def f2_headings_of_the_provincial_portal(found: Office) -> None:
    columns = renamed(
        received="Số hồ sơ nhận giải quyết", pending="Hồ sơ đang xử lý", resolved="Hồ sơ đã xử lý", resolved_early="Sớm",
        resolved_on_time="Đúng", resolved_late="Trễ", pending_overdue="Trễ hạn", carried_over="Kỳ trước chuyển sang",
    )  # fmt: skip
    plain(found, 7, columns, numbering="text")


@office()
def f2_behind_letterhead_and_blank_columns(found: Office) -> None:
    page = found.page("Sheet1")
    page.merge(1, 3, 1, 6, "UBND TỈNH ĐẮK LẮK")
    page.merge(2, 3, 2, 6, SENDER.upper())
    page.merge(1, 9, 1, 14, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
    page.merge(2, 9, 2, 14, "Độc lập - Tự do - Hạnh phúc")
    page.put(3, 3, "Số: 123/BC-UBND")
    page.put(3, 9, "Buôn Ma Thuột, ngày 18 tháng 12 năm 2018")
    named = rows(8)
    end = table(page, titled(page, 6, 3), 3, FORM, named)
    signed(page, end, 4, 11)
    expect(found, named)


@office(by_xlsxwriter)
def f2_columns_in_another_order(found: Office) -> None:
    order = ["pending_total", "pending_in_time", "pending_overdue", "resolved_total", "resolved_late", "resolved_on_time",
             "resolved_early", "received_total", "carried_over", "received_direct", "received_online"]  # fmt: skip
    plain(found, 9, {key: FORM[key] for key in order}, numbering=None)


@office()
def f2_early_and_on_time_in_one_column(found: Office) -> None:
    columns = {key: path for key, path in FORM.items() if key not in {"resolved_early", "resolved_on_time"}}
    columns["resolved_by_deadline"] = ("Số lượng hồ sơ đã giải quyết", "Trước và trong hạn")
    order = [*list(columns)[:5], "resolved_by_deadline", *list(columns)[5:-1]]
    page, named = found.page("Quý IV"), rows(10)
    table(page, titled(page), 0, {key: columns[key] for key in order}, named)
    expect(
        found, named, [key for key in HANDLING if key not in {"resolved_early", "resolved_on_time"}] + ["resolved_by_deadline"]
    )


@office(by_xlsxwriter)
def f2_returned_and_withdrawn_apart(found: Office) -> None:
    columns = FORM | {"returned": ("Hồ sơ trả lại",), "withdrawn": ("Công dân rút hồ sơ",)}
    page, named = found.page("06a"), rows(11, returned=True)
    table(page, titled(page), 0, columns, named)
    expect(found, named, [*HANDLING, "returned_withdrawn"])


@office()
def f2_typed_percentages(found: Office) -> None:
    page, named = found.page("Biểu 6"), rows(12)
    for _, values in named:
        values["percent"] = round(100 * values["resolved_by_deadline"] / values["resolved_total"], 1)
    columns: Columns = {}
    for key, path in FORM.items():
        columns[key] = path
        if key == "resolved_late":
            columns["percent"] = ("Số lượng hồ sơ đã giải quyết", "Tỷ lệ (%)")
    table(page, titled(page), 0, columns, named, total=None)
    expect(found, named)


@office()
def f2_groups_with_subtotals(found: Office) -> None:
    page, named = found.page("Biểu 06a"), rows(13, 7)
    row = headings(page, titled(page), 0, [("STT",), NAME, *FORM.values()], 3)
    row = numbered(page, row, 0, 13, "1")
    for numeral, text, part in (("I", "TTHC cấp huyện", named[:4]), ("II", "TTHC cấp xã", named[4:])):
        row = page.put(row, 0, numeral, text, *[sum(values[key] for _, values in part) for key in FORM])
        for i, (name, values) in enumerate(part):
            row = page.put(row, 0, i + 1, name, *[values[key] for key in FORM])
    row = page.put(row, 1, "Tổng số", *[sum(values[key] for _, values in named) for key in FORM])
    signed(page, row + 1, 1, 9)
    expect(found, named)


@office(by_xlsxwriter)
def f2_groups_across_the_width_without_numerals(found: Office) -> None:
    page, named = found.page("Tổng hợp"), rows(14)
    row = headings(page, titled(page), 0, [("TT",), NAME, *FORM.values()], 3)
    for text, part in (("Lĩnh vực cấp huyện", named[:3]), ("Một số lĩnh vực khác", named[3:])):
        page.merge(row, 0, row, 12, text)
        row += 1
        for i, (name, values) in enumerate(part):
            row = page.put(row, 0, i + 1, name, *[values[key] for key in FORM])
    expect(found, named)


@office()
def f2_heading_again_on_the_second_page(found: Office) -> None:
    page, named = found.page("In"), rows(15, 8)
    paths = [("STT",), NAME, *FORM.values()]
    row = numbered(page, headings(page, titled(page), 0, paths, 3), 0, 13, "1")
    for i, (name, values) in enumerate(named):
        if i == 4:
            row = numbered(page, headings(page, row, 0, paths, 3), 0, 13, "1")
        row = page.put(row, 0, i + 1, name, *[values[key] for key in FORM])
    page.put(row, 0, "Tổng cộng", None, *[sum(values[key] for _, values in named) for key in FORM])
    expect(found, named)


@office(by_xlsxwriter)
def f2_sums_are_formulas(found: Office) -> None:
    page, named = found.page("Biểu 06a"), rows(16)
    row = headings(page, titled(page), 0, [("STT",), NAME, *FORM.values()], 3)
    first = row
    for i, (name, values) in enumerate(named):
        row = page.put(row, 0, i + 1, name, *[values[key] for key in FORM])
        page.put(row - 1, 2, Formula(f"=SUM(D{row}:F{row})", values["received_total"]))
    page.put(row, 1, "Cộng", *[
        Formula(f"=SUM({chr(67 + i)}{first + 1}:{chr(67 + i)}{row})", sum(values[key] for _, values in named))
        for i, key in enumerate(FORM)
    ])  # fmt: skip
    expect(found, named)
