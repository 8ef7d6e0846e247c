"""Form F2 in workbooks of several tables and sheets, and with figures written in other ways."""

from __future__ import annotations

import functools

from tests.loaders.honest.dossier_sheets import FORM, NAME, expect, plain, rows, table, titled
from tests.loaders.honest.facts import SENDER
from tests.loaders.honest.offices import Office, office
from tests.loaders.honest.paper import by_openpyxl, by_xlsxwriter, headings, signed


@office()
def f2_counts_typed_as_text(found: Office) -> None:
    page, named = found.page("Biểu 06a"), rows(17)
    shapes = (
        lambda n: f"{n:,}".replace(",", "."),
        lambda n: f"{n:,}".replace(",", "\u00a0"),
        lambda n: f" {n} ",
        lambda n: f"{n} hồ sơ",
    )
    written = [(name, {key: shapes[i % 4](values[key]) for key in FORM}) for i, (name, values) in enumerate(named)]
    table(page, titled(page), 0, FORM, written, total=None)
    expect(found, named)


@office()
def f2_dashes_and_blanks_are_not_reported(found: Office) -> None:
    page, named = found.page("Biểu 06a"), rows(18)
    row = headings(page, titled(page), 0, [("STT",), NAME, *FORM.values()], 3)
    for i, (name, values) in enumerate(named):
        skipped = {"received_online": "-", "received_direct": "–", "carried_over": None} if i % 2 else {}
        row = page.put(row, 0, i + 1, name, *[skipped.get(key, values[key]) for key in FORM])
        found.expect(SENDER, "handling", name, {key: values[key] for key in FORM if key not in skipped})


@office(by_xlsxwriter)
def f2_two_tables_of_one_unit_on_one_sheet(found: Office) -> None:
    page, named = found.page("Biểu 06"), rows(19, 8)
    row = table(page, titled(page), 0, FORM, named[:4])
    page.put(row + 1, 0, "B. LĨNH VỰC CẤP XÃ")
    row = table(page, row + 2, 0, FORM, named[4:])
    signed(page, row + 1, 1, 9)
    expect(found, named)


@office()
def f2_two_quarters_one_under_the_other(found: Office) -> None:
    page = found.page("Cả năm")
    third, fourth = rows(20), rows(21)
    row = table(page, titled(page, line="Kỳ báo cáo: Quý III/2018"), 0, FORM, third)
    table(page, titled(page, row + 2), 0, FORM, fourth)
    expect(found, third, period="2018Q3")
    expect(found, fourth)


@office(by_xlsxwriter)
def f2_a_sheet_a_quarter(found: Office) -> None:
    for i, numeral in enumerate(("I", "II", "III", "IV")):
        page, named = found.page(f"Quý {numeral}"), rows(22 + i, 3 + i)
        table(page, titled(page, line=f"QUÝ {numeral} NĂM 2018"), 0, FORM, named)
        expect(found, named, period=f"2018Q{i + 1}")


@office()
def f2_irrelevant_and_hidden_sheets_around(found: Office) -> None:
    cover = found.page("Bìa")
    cover.put(0, 0, "BÁO CÁO CÔNG TÁC KIỂM SOÁT TTHC")
    cover.put(5, 2, 42)
    plain(found, 30)
    found.may_say |= {"sheet_ignored"}
    notes = found.page("Ghi chú", hidden=True)
    notes.put(0, 0, "Mật khẩu phần mềm: hỏi chị Lan")
    notes.put(1, 0, "Số điện thoại", 262385)


@office(by_openpyxl)
def f2_period_and_sender_beside_their_labels(found: Office) -> None:
    page, named = found.page("Mẫu"), rows(31)
    page.put(0, 0, "Biểu số: II.06a/VPCP/KSTT")
    page.put(1, 0, "Đơn vị báo cáo:", SENDER)
    page.put(2, 0, "Kỳ báo cáo:", "Quý IV năm 2018")
    page.put(3, 0, "(Từ ngày 15 tháng 9 năm 2018 đến ngày 14 tháng 12 năm 2018)")
    table(page, 5, 0, FORM, named, stt=None)
    expect(found, named)


@office(by_xlsxwriter)
def f2_letterhead_cell_with_several_lines(found: Office) -> None:
    page, named = found.page("Mẫu"), rows(32)
    page.merge(0, 0, 0, 4, "Biểu số II.06a/VPCP/KSTT\nBan hành theo Thông tư số 02/2017/TT-VPCP ngày 31/10/2017")
    page.merge(0, 5, 0, 8, "TÌNH HÌNH, KẾT QUẢ GIẢI QUYẾT TTHC\nKỳ báo cáo: Quý IV\n(Từ ngày 15/9/2018 đến ngày 14/12/2018)")
    page.merge(0, 9, 0, 12, f"- Đơn vị báo cáo: {SENDER}.\n- Đơn vị nhận báo cáo: UBND tỉnh Đắk Lắk")
    table(page, 2, 0, FORM, named)
    expect(found, named)


@office(functools.partial(by_xlsxwriter, macros=True))
def f2_with_macros_that_never_run(found: Office) -> None:
    plain(found, 33)


@office()
def f2_sub_numbers_under_their_sum(found: Office) -> None:
    page, named = found.page("Biểu 06a"), rows(34)
    row = headings(page, titled(page), 0, [("STT",), NAME, *FORM.values()], 3)
    for i, (text, part) in enumerate((("Lĩnh vực tư pháp", named[:2]), ("Lĩnh vực tài nguyên", named[2:]))):
        row = page.put(row, 0, str(i + 1), text, *[sum(values[key] for _, values in part) for key in FORM])
        for j, (name, values) in enumerate(part):
            row = page.put(row, 0, f"{i + 1}.{j + 1}", name, *[values[key] for key in FORM])
    found.may_say |= {"row_is_sum"}
    expect(found, named)
