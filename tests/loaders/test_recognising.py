"""What must not happen in silence: sums taken for rows, copies counted twice, tables and columns left out, memory of others."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loaders.folding import fold
from loaders.workbook import Reader
from tests.loaders.honest import annex_sheets, dossier_books, dossier_sheets, unit_sheets
from tests.loaders.honest.dossier_sheets import FORM, NAME, rows, table, titled
from tests.loaders.honest.facts import COMMUNES, HANDLING, SENDER, inventory, standing
from tests.loaders.honest.offices import Honest, Office
from tests.loaders.honest.paper import Page, by_openpyxl, headings
from tests.loaders.honest.reading import compared, read_values

ERRORS = {"printed_total_matches", "column_twice", "table_not_loaded", "label_twice"}


def read(*pages: Page) -> dict[str, Any]:
    return Reader().read("xlsx", by_openpyxl(pages))


def said(reading: dict[str, Any]) -> set[tuple[str, str | None]]:
    return {(finding["rule"], finding["cell"]) for finding in reading["findings"]}


def drawn(lay_out: Callable[[Office], None]) -> Office:
    found = Office()
    lay_out(found)
    return found


@pytest.mark.parametrize(
    ("lay_out", "cell"),
    [(dossier_sheets.f2_groups_with_subtotals, "C9"), (unit_sheets.f2_summary_with_subtotals, "C8"),
     (unit_sheets.f3_subtotals_and_total_on_top, "C8")],
)  # fmt: skip
def test_a_wrong_subtotal_is_found_in_its_cell(lay_out: Callable[[Office], None], cell: str) -> None:
    found = drawn(lay_out)
    row, column = int(cell[1:]) - 1, 2
    assert found.pages[0].cells[row, 0] == "I"
    found.pages[0].cells[row, column] += 1
    assert ("printed_total_matches", cell) in said(read(*found.pages))


def test_a_wrong_sum_over_sub_numbers_is_found() -> None:
    found = drawn(dossier_books.f2_sub_numbers_under_their_sum)
    at = next(at for at, value in found.pages[0].cells.items() if value == "Lĩnh vực tài nguyên")
    found.pages[0].cells[at[0], 2] += 5
    assert ("printed_total_matches", f"C{at[0] + 1}") in said(read(*found.pages))


def test_the_same_table_on_two_sheets_is_loaded_once_and_said() -> None:
    first, second = Page("Bản gốc"), Page("Bản in")
    named = rows(300)
    for page in (first, second):
        table(page, titled(page), 0, FORM, named)
    reading = read(first, second)
    assert len(reading["relations"]["handling"]["entry"]) == len(named)
    (finding,) = reading["findings"]
    assert (finding["rule"], finding["sheet"], finding["details"]["other"]) == ("table_repeated", "Bản in", "Bản gốc")


def test_two_tables_that_contradict_each_other_are_not_both_loaded() -> None:
    first, second = Page("Bản 1"), Page("Bản 2")
    table(first, titled(first), 0, FORM, rows(301))
    table(second, titled(second), 0, FORM, rows(302))
    reading = read(first, second)
    assert [(f["rule"], f["sheet"]) for f in reading["findings"]] == [("table_not_loaded", "Bản 2")]
    assert set(reading["relations"]["handling"]["sheet"]) == {"Bản 1"}


def test_a_second_table_in_other_columns_of_one_sheet_is_said() -> None:
    page = Page("Biểu 06")
    row = table(page, titled(page), 0, FORM, rows(303, 3))
    table(page, titled(page, row + 2, line="Kỳ báo cáo: Quý III/2018"), 2, FORM, rows(304, 3))
    assert {rule for rule, _ in said(read(page))} >= {"table_not_loaded"}


def test_a_field_in_two_columns_is_an_error_only_where_they_differ() -> None:
    for factor, rules in ((1, set()), (2, {"column_twice"})):
        page, named = Page("Biểu 06"), rows(305)
        columns = {**FORM, "again": ("Số lượng hồ sơ đang giải quyết", "Quá hạn")}
        written = [(name, row | {"again": row["pending_overdue"] * factor + factor - 1}) for name, row in named]
        table(page, titled(page), 0, columns, written, total=None)
        assert {rule for rule, _ in said(read(page))} == rules


def test_a_group_row_is_never_a_unit_and_a_unit_never_a_group() -> None:
    found = drawn(unit_sheets.f2_summary_with_subtotals)
    reading = read(*found.pages)
    assert {entry["unit"]["name"] for entry in reading["entries"]} == {key[0] for key in found.expected}
    page = Page("Biểu 07b")
    row = headings(page, unit_sheets.titled(page), 0, [("TT",), ("Đơn vị",), *unit_sheets.F3.values()], 2)
    for i, (_, name) in enumerate(COMMUNES):
        row = page.put(row, 0, i + 1, name)  # a unit that reported nothing
    assert [entry["unit"]["name"] for entry in read(page)["entries"]] == [name for _, name in COMMUNES]


def test_text_below_the_table_is_neither_loaded_nor_a_fault() -> None:
    page, named = Page("Biểu 06"), rows(306)
    row = table(page, titled(page), 0, FORM, named)
    page.put(row, 0, "Ghi chú: số liệu tính đến hết ngày 14/12/2018")
    page.put(row + 1, 1, "Nơi nhận:", None, None, None, "CHỦ TỊCH")
    page.put(row + 2, 1, "- Như trên;", None, None, None, "(đã ký)")
    page.put(row + 5, 6, "Lê Văn C")
    assert said(read(page)) == set()


def test_figures_below_a_signature_are_not_left_out_in_silence() -> None:
    page, named = Page("Biểu 06"), rows(307)
    row = table(page, titled(page), 0, FORM, named, total=None)
    page.put(row, 1, "Người lập biểu")
    page.put(row + 2, 2, 1500)
    assert ("row_without_name", f"B{row + 3}") in said(read(page))


def test_a_count_merged_over_rows_and_columns_is_held() -> None:
    page, named = Page("Biểu 06"), rows(308)
    end = table(page, titled(page), 0, FORM, named, total=None)
    page.merge(end - 2, 3, end - 2, 4)
    page.merge(end - 4, 6, end - 3, 6)
    for row, column in ((end - 2, 4), (end - 3, 6)):
        del page.cells[row, column]
    reading = read(page)
    cells = {"D" + str(end - 1), "E" + str(end - 1), "G" + str(end - 3), "G" + str(end - 2)}
    assert {(held["field"], held["cell"]) for held in reading["held"]} >= {("received_online", "D" + str(end - 1))}
    assert {held["cell"] for held in reading["held"]} == cells
    assert reading["counts"]["rows_held"] == 3


@pytest.mark.parametrize("line", ["KỲ BÁO CÁO: QUÝ 4 - 2018", "Quý IV/2018", "Kỳ báo cáo: Q4.2018", "Báo cáo quý 4 năm 2018"])
def test_spellings_of_one_period(line: str) -> None:
    page = Page("Biểu 06")
    table(page, titled(page, line=line), 0, FORM, rows(309, 3))
    assert {entry["period"] for entry in read(page)["entries"]} == {"2018Q4"}


def test_the_day_of_a_decree_or_signature_is_no_period() -> None:
    page = Page("Biểu 06")
    line = "(Ban hành kèm theo Quyết định số 19/2014/QĐ-TTg ngày 05 tháng 3 năm 2014)"
    table(page, titled(page, line=line), 0, FORM, rows(310, 3))
    reading = read(page)
    assert {entry["period"] for entry in reading["entries"]} == {None}
    assert ("period_missing", None) in said(reading)


def test_an_annex_without_a_title_beside_two_different_ones_is_not_guessed() -> None:
    keys, pages = ["stt", "code", "name", "stage"], []
    for i, line in enumerate(("Quý III/2018", "Quý IV/2018", "")):
        page = Page(f"Trang {i}")
        units = unit_sheets.figures(standing, 311 + i)
        annex_sheets.annex(
            page, annex_sheets.titled(page, line=f"Kỳ báo cáo: {line}" if line else "PHỤ LỤC"), 0, keys, units, total=None
        )
        pages.append(page)
    reading = read(*pages)
    assert {entry["period"] for entry in reading["entries"] if entry["sheet"] == "Trang 2"} == {None}
    assert "period_missing" in {rule for rule, _ in said(reading)}


ORDERS = st.permutations(list(FORM))
STYLES = st.sampled_from(["merged", "repeated", "lost"])
NUMBERINGS = st.sampled_from([None, "1", "text", "(1)", "AB1", "from figures"])


@settings(max_examples=60, deadline=None)
@given(
    order=ORDERS, style=STYLES, numbering=NUMBERINGS, total=st.sampled_from([None, "top", "bottom"]), top=st.integers(0, 9),
    left=st.integers(0, 5), count=st.integers(1, 8), seed=st.integers(0, 10**6), stt=st.sampled_from([None, "TT", "STT"]),
)  # fmt: skip
def test_however_the_table_lies_its_values_are_read(order, style, numbering, total, top, left, count, seed, stt) -> None:
    page, named = Page("Biểu"), rows(seed, count)
    order = sorted(order, key=lambda key: FORM[key][0]) if style == "lost" else order
    columns = {key: FORM[key] for key in order}
    table(page, titled(page, top, left), left, columns, named, stt=stt, style=style, numbering=numbering, total=total)
    found = Office()
    dossier_sheets.expect(found, named, HANDLING)
    result = compared(Honest("drawn", by_openpyxl([page]), "xlsx", found.expected, frozenset()))
    assert (result.lost, result.wrong, result.said) == ([], {}, {})


@settings(max_examples=60, deadline=None)
@given(cells=st.lists(st.lists(st.one_of(st.none(), st.integers(0, 50), st.sampled_from(
    ["Đất đai", "Hộ tịch", "I", "II", "Tổng cộng", "x", "-", "1.1189", "Sở, ban, ngành", "Người lập biểu", "STT", "1.1", "không"]
)), min_size=13, max_size=13), max_size=12))  # fmt: skip
def test_every_row_is_loaded_held_or_ignored(cells: list[list[Any]]) -> None:
    page = Page("Biểu")
    row = headings(page, titled(page), 0, [("STT",), NAME, *FORM.values()], 3)
    for values in cells:
        row = page.put(row, 0, *values)
    reading = read(page)
    counts = reading["counts"]
    assert counts["rows_read"] == counts["rows_loaded"] + counts["rows_held"] + counts["rows_ignored"]
    assert min(counts.values()) >= 0
    written = {value for values in cells for value in values if isinstance(value, int)}
    stored = {value for key, value in read_values(reading) if key[2] == "handling"}
    assert stored <= written | {0}
    assert {fold(entry["unit"]["name"]) for entry in reading["entries"]} <= {fold(SENDER)}


def test_an_inventory_that_does_not_balance_is_a_warning() -> None:
    page, units = Page("07b"), [(code, name, inventory(i)) for i, (code, name) in enumerate(COMMUNES)]
    units[1][2]["one_stop_total"] += 5000
    row = unit_sheets.titled(page)
    page.put(row, 0, "TT", "Đơn vị")
    end = unit_sheets.annex(page, row, 0, unit_sheets.F3, units, depth=2, total=None)
    found = [(f["rule"], f["cell"]) for f in read(page)["findings"]]
    assert found == [("inventory_balances", f"G{end - 3}"), ("inventory_balances", f"G{end - 3}")]
