"""Forms with one row a unit: the summary of F2, and F3."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from tests.loaders.honest.dossier_sheets import FORM, Columns, renamed
from tests.loaders.honest.facts import (
    COMMUNES,
    DEPARTMENTS,
    FIELDS,
    GROUPS,
    HANDLING,
    INVENTORY,
    PERIOD_LINE,
    UNITS,
    Row,
    dossiers,
    inventory,
)
from tests.loaders.honest.offices import Office, office, only
from tests.loaders.honest.paper import Page, by_openpyxl, by_xlsxwriter, headings, numbered, signed

AUTHORITY = "Tổng số TTHC thuộc thẩm quyền giải quyết của địa phương"
ONE_STOP = "TTHC được thực hiện theo CCMC, MCLT"
PROCESS = "Quy trình nội bộ giải quyết TTHC theo CCMC, MCLT được ban hành"
F3: Columns = {
    "authority_total": (AUTHORITY, "Tổng số"), "authority_province": (AUTHORITY, "Cấp tỉnh"),
    "authority_district": (AUTHORITY, "Cấp huyện"), "authority_commune": (AUTHORITY, "Cấp xã"),
    "one_stop_total": (ONE_STOP, "Tổng số"), "one_stop_province": (ONE_STOP, "Tại BPMC cấp tỉnh"),
    "one_stop_district": (ONE_STOP, "Tại BPMC cấp huyện"), "one_stop_commune": (ONE_STOP, "Tại BPMC cấp xã"),
    "process_total": (PROCESS, "Tổng số"), "process_province": (PROCESS, "Cấp tỉnh"),
    "process_district": (PROCESS, "Cấp huyện"), "process_commune": (PROCESS, "Cấp xã"),
}  # fmt: skip
Figures = list[tuple[str, str, Row]]


def figures(draw: Callable[[int], Row], seed: int, units: Sequence[tuple[str, str]] = UNITS) -> Figures:
    """Units with code, name and figures."""
    return [(code, name, draw(1000 * seed + i)) for i, (code, name) in enumerate(units)]


def sums(rows: Figures, columns: Columns) -> list[int]:
    """The sums of columns over rows."""
    return [sum(values[key] for _, _, values in rows) for key in columns]


def annex(
    page: Page, row: int, left: int, columns: Columns, rows: Figures, *, lead: Sequence[tuple[str, ...]] = (("TT",), ("Đơn vị",)),
    depth: int = 3, style: str = "merged", numbering: str | None = "1", groups: str | None = None, total: str | None = "bottom",
) -> int:  # fmt: skip
    """A table of units; `groups` is how its group rows look: 'roman', 'wide', 'subtotal'. Returns the row below it."""
    row = headings(page, row, left, [*lead, *columns.values()], depth, style)
    width = len(lead) + len(columns)
    if numbering:
        row = numbered(page, row, left, width, numbering)
    if total == "top":
        row = page.put(row, left, None, "TỔNG SỐ", *sums(rows, columns))
    done = 0
    for numeral, (text, units) in zip(("I", "II", "III"), GROUPS if groups else [("", UNITS)], strict=False):
        part = [one for one in rows if (one[0], one[1]) in units]
        if groups == "roman":
            row = page.put(row, left, numeral, text)
        elif groups == "wide":
            page.merge(row, left, row, left + width - 1, f"{numeral}. {text.upper()}")
            row += 1
        elif groups == "subtotal":
            row = page.put(row, left, numeral, text, *sums(part, columns))
        for _, name, values in part:
            done += 1
            row = page.put(row, left, done, name, *[values[key] for key in columns])
    if total == "bottom":
        page.merge(row, left, row, left + 1, "Tổng cộng")
        row = page.put(row, left + 2, *sums(rows, columns))
    return row


def titled(
    page: Page,
    row: int = 0,
    left: int = 0,
    text: str = "TỔNG HỢP TÌNH HÌNH GIẢI QUYẾT THỦ TỤC HÀNH CHÍNH",
    line: str = PERIOD_LINE,
) -> int:
    """Title and period; returns the row below them."""
    page.merge(row, left, row, left + 8, text)
    page.merge(row + 1, left, row + 1, left + 8, line)
    return row + 3


def expect(found: Office, relation: str, rows: Figures, names: Sequence[str], **more: str) -> None:
    """Expects the figures of units by name."""
    for _, name, values in rows:
        found.expect(name, relation, "", only(values, *names), **more)


def summary(found: Office, seed: int, columns: Columns = FORM, *, named: str = "Biểu 06b", **more: Any) -> None:
    """One sheet with one summary."""
    page, rows = found.page(named), figures(dossiers, seed)
    end = annex(page, titled(page), 0, columns, rows, **more)
    signed(page, end + 1, 1, 8)
    expect(found, "handling", rows, [key for key in HANDLING if key in columns])


@office()
def f2_summary_by_unit(found: Office) -> None:
    summary(found, 40)


@office(by_xlsxwriter)
def f2_summary_with_roman_groups(found: Office) -> None:
    summary(found, 41, groups="roman", total="top")


@office()
def f2_summary_with_groups_across_the_width(found: Office) -> None:
    summary(found, 42, groups="wide")


@office(by_xlsxwriter)
def f2_summary_with_subtotals(found: Office) -> None:
    summary(found, 43, groups="subtotal", total="bottom")


@office()
def f2_summary_with_parent_and_code(found: Office) -> None:
    page, rows = found.page("PL2"), figures(dossiers, 44, COMMUNES)
    lead = [("Số TT",), ("Mã đơn vị",), ("Tên đơn vị",), ("Đơn vị cấp trên",)]
    row = numbered(page, headings(page, titled(page), 0, [*lead, *FORM.values()], 3), 0, 15, "1")
    for i, (code, name, values) in enumerate(rows):
        row = page.put(row, 0, i + 1, code, name, "UBND huyện Ea Súp", *[values[key] for key in FORM])
        found.expect(code, "handling", "", only(values, *HANDLING))


@office(by_xlsxwriter)
def f2_summary_flat_headings(found: Office) -> None:
    columns = {
        "received_total": ("Tổng số hồ sơ tiếp nhận",), "received_online": ("Tiếp nhận trực tuyến",),
        "received_direct": ("Tiếp nhận trực tiếp, bưu chính",), "carried_over": ("Hồ sơ kỳ trước chuyển qua",),
        "resolved_total": ("Tổng số hồ sơ đã giải quyết",), "resolved_early": ("Giải quyết trước hạn",),
        "resolved_on_time": ("Giải quyết đúng hạn",), "resolved_late": ("Giải quyết quá hạn",),
        "pending_total": ("Tổng số hồ sơ đang giải quyết",), "pending_in_time": ("Đang giải quyết trong hạn",),
        "pending_overdue": ("Đang giải quyết quá hạn",),
    }  # fmt: skip
    summary(found, 45, columns, depth=1, numbering=None, lead=[("STT",), ("Cơ quan, địa phương",)])


@office()
def f2_summary_unit_over_fields_of_work(found: Office) -> None:
    page, units = found.page("Chi tiết"), [*DEPARTMENTS, *COMMUNES[:2]]
    lead = [("TT",), ("Đơn vị",), ("Lĩnh vực",)]
    row = headings(page, titled(page), 0, [*lead, *FORM.values()], 3)
    for i, (_, name) in enumerate(units):
        page.merge(row, 1, row + 2, 1, name)
        for j in range(3):
            values = dossiers(4600 + 10 * i + j)
            row = page.put(row, 0, 3 * i + j + 1, None, FIELDS[j], *[values[key] for key in FORM])
            found.expect(name, "handling", FIELDS[j], only(values, *HANDLING))
    found.may_say |= {"merged_text"}


@office(by_xlsxwriter)
def f2_summary_a_sheet_a_group(found: Office) -> None:
    for i, (text, units) in enumerate(GROUPS):
        page, rows = found.page(text), figures(dossiers, 47 + i, units)
        row = titled(page, line=PERIOD_LINE if i == 0 else "Tiếp theo trang trước")
        annex(page, row, 1, FORM, rows, numbering="from figures")
        expect(found, "handling", rows, HANDLING)


@office()
def f2_summary_year_and_halves(found: Office) -> None:
    for seed, line, period in ((50, "6 THÁNG ĐẦU NĂM 2018", "2018H1"), (51, "NĂM 2018", "2018")):
        page, rows = found.page(period), figures(dossiers, seed)
        annex(page, titled(page, line=line), 0, renamed(resolved="Kết quả giải quyết", received="Tiếp nhận hồ sơ"), rows)
        expect(found, "handling", rows, HANDLING, period=period)


@office(by_openpyxl)
def f2_summary_period_only_by_its_days(found: Office) -> None:
    page, rows = found.page("Tổng hợp"), figures(dossiers, 52)
    annex(page, titled(page, line="(Từ ngày 15/9/2018 đến ngày 14/12/2018)"), 0, FORM, rows, style="lost")
    expect(found, "handling", rows, HANDLING)


def counted(found: Office, seed: int, columns: Columns = F3, **more: Any) -> None:
    """One sheet with one form F3."""
    page, rows = found.page("Biểu 07b"), figures(inventory, seed)
    end = annex(page, titled(page, text="SỐ LƯỢNG THỦ TỤC HÀNH CHÍNH"), 0, columns, rows, depth=more.pop("depth", 2), **more)
    signed(page, end, 1, 9)
    expect(found, "inventory", rows, [key for key in INVENTORY if key in columns])


@office()
def f3_as_the_circular_prints_it(found: Office) -> None:
    counted(found, 60)


@office(by_xlsxwriter)
def f3_repeated_headings_and_groups(found: Office) -> None:
    counted(found, 61, style="repeated", groups="roman", numbering="(1)")


@office()
def f3_subtotals_and_total_on_top(found: Office) -> None:
    counted(found, 62, groups="subtotal", total="top", numbering="AB1")


@office(by_xlsxwriter)
def f3_spelled_out_and_three_rows(found: Office) -> None:
    spelled = {
        "authority": "Tổng số TTHC thuộc thẩm quyền giải quyết",
        "one_stop": "TTHC thực hiện theo cơ chế một cửa, một cửa liên thông",
        "process": "Số quy trình nội bộ giải quyết TTHC được ban hành",
    }  # fmt: skip
    columns = {
        key: (spelled[key.rpartition("_")[0]], *(("Trong đó", path[1]) if path[1] != "Tổng số" else ("Tổng số",)))
        for key, path in F3.items()
    }
    counted(found, 63, columns, depth=3)


@office()
def f3_totals_only(found: Office) -> None:
    counted(found, 64, {key: path for key, path in F3.items() if key.endswith("_total")}, numbering=None)


@office(by_xlsxwriter)
def f3_behind_blank_columns_with_merges_lost(found: Office) -> None:
    page, rows = found.page("TTHC"), figures(inventory, 65)
    annex(page, titled(page, 4, 2, "SỐ LƯỢNG TTHC"), 2, F3, rows, depth=2, style="lost", numbering="text")
    expect(found, "inventory", rows, INVENTORY)


@office()
def f3_beside_the_summary_of_f2_in_one_workbook(found: Office) -> None:
    summary(found, 66, named="Biểu 06")
    page, rows = found.page("Biểu 07b"), figures(inventory, 66)
    annex(page, titled(page, text="SỐ LƯỢNG TTHC"), 0, F3, rows, depth=2)
    expect(found, "inventory", rows, INVENTORY)
