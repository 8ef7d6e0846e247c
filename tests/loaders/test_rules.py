"""One planted fault each: the planted cell is named, with the right rule."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest

HANDLING, INFO = "Giải quyết TTHC", "Thông tin chung"


def _set(sheet: str, cell: str, value: Any) -> Callable[[openpyxl.Workbook], None]:
    def change(book: openpyxl.Workbook) -> None:
        book[sheet][cell] = value

    return change


@pytest.mark.parametrize(
    ("sheet", "cell", "value", "rule", "outcome"),
    [
        (HANDLING, "H8", 13, "parts_sum_to_whole", "returned"),
        (HANDLING, "L9", 4, "parts_sum_to_whole", "returned"),
        (HANDLING, "G18", 1658, "printed_total_matches", "returned"),
        (HANDLING, "C8", "1.1189", "malformed_number", "accepted_with_warnings"),
        (INFO, "C16", "1.1189", "malformed_number", "accepted_with_warnings"),
        (INFO, "C17", 236, "procedure_list_matches", "returned"),
        (INFO, "C10", "ISO 2001:2008", "unknown_standard", "accepted_with_warnings"),
        (INFO, "C9", "Đang chờ", "unknown_choice", "accepted_with_warnings"),
        (INFO, "C13", "25/8", "doubtful_date", "accepted_with_warnings"),
        (INFO, "C10", None, "edition_missing", "accepted_with_warnings"),
        (HANDLING, "D8", "=1+", "formula_without_value", "returned"),
    ],
)
def test_a_planted_fault_is_named(checked, bent, sheet: str, cell: str, value: Any, rule: str, outcome: str) -> None:
    result = checked(bent(_set(sheet, cell, value)))
    found = {(finding.rule, finding.sheet, finding.cell) for finding in result.findings}
    whole = {"H8": "G8", "L9": "K9"}.get(cell, cell)  # a sum is reported at its total
    assert (rule, sheet, whole) in found
    assert result.outcome == outcome


def test_a_held_value_stays_out_and_is_counted(checked, bent) -> None:
    result = checked(bent(_set(INFO, "C16", "1.1189")))
    assert result.counts["rows_held"] == 1
    (finding,) = result.findings
    assert finding.severity == "error"
    assert finding.value == "1.1189"
    assert "1.189" in finding.message.vi
    assert "11.189" in finding.message.vi


def test_an_error_cell_is_never_blank(checked, bent) -> None:
    data = bent(lambda book: None)
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            part = before.read(name)
            if name.endswith("sheet3.xml"):
                changed = part.replace(b'<c r="D8" t="n"', b'<c r="D8" t="e"').replace(b'<c r="D8"', b'<c r="D8"', 1)
                start = changed.index(b'r="D8"')
                head, tail = changed[:start], changed[start:]
                tail = tail.replace(b"<v>13</v>", b"<v>#REF!</v>", 1)
                part = head + tail
                if b't="e"' not in part:
                    part = part.replace(b'r="D8"', b'r="D8" t="e"', 1)
            after.writestr(name, part)
    result = checked(target.getvalue())
    (finding,) = [finding for finding in result.findings if finding.rule == "error_cell"]
    assert (finding.sheet, finding.cell, finding.value) == (HANDLING, "D8", "#REF!")
    assert result.outcome == "returned"


def test_early_and_on_time_in_one_column_are_not_split(checked, bent) -> None:
    def merged(book: openpyxl.Workbook) -> None:
        sheet = book[HANDLING]
        for area in list(sheet.merged_cells.ranges):
            sheet.unmerge_cells(str(area))
        sheet["H5"] = "Trước và trong hạn"
        sheet["I5"] = "Ghi chú khác"
        for row in range(8, 19):
            sheet.cell(row, 8).value += sheet.cell(row, 9).value
            sheet.cell(row, 9).value = None
        sheet["D4"], sheet["E4"], sheet["F4"] = "Tiếp nhận", "Tiếp nhận", "Tiếp nhận"
        for letter in "HIJ":
            sheet[f"{letter}4"] = "Số lượng hồ sơ đã giải quyết"
        for letter in "LM":
            sheet[f"{letter}4"] = "Số lượng hồ sơ đang giải quyết"

    result = checked(bent(merged))
    assert [finding.rule for finding in result.findings] == []
    assert result.outcome == "accepted"


def test_columns_may_move(checked, bent) -> None:
    def moved(book: openpyxl.Workbook) -> None:
        sheet = book["Quy trình"]
        for row in sheet.iter_rows(min_row=3, max_row=sheet.max_row):
            row[2].value, row[7].value = row[7].value, row[2].value

    result = checked(bent(moved))
    assert result.findings == []


def test_rows_above_the_table_do_not_matter(checked, bent) -> None:
    result = checked(bent(lambda book: book[HANDLING].insert_rows(1, 3) or book[INFO].insert_rows(3, 2)))
    assert not [finding for finding in result.findings if finding.severity == "error"]


def test_an_extra_sheet_is_said_to_be_ignored(checked, bent) -> None:
    def extra(book: openpyxl.Workbook) -> None:
        book.create_sheet("Nháp")["A1"] = "ghi chú riêng"

    result = checked(bent(extra))
    assert [(finding.rule, finding.severity) for finding in result.findings] == [("sheet_ignored", "info")]
    assert result.outcome == "accepted"


def test_hidden_rows_and_columns_are_read_and_said(checked, bent) -> None:
    def hide(book: openpyxl.Workbook) -> None:
        book[HANDLING].row_dimensions[9].hidden = True
        book["Quy trình"].column_dimensions["F"].hidden = True

    result = checked(bent(hide))
    assert [(finding.rule, finding.sheet, finding.cell) for finding in result.findings] == [
        ("hidden_content", "Quy trình", "F1"),
        ("hidden_content", HANDLING, "A9"),
    ]
    assert result.outcome == "accepted_with_warnings"


def test_a_workbook_is_read_the_same_whatever_was_read_before(bent) -> None:
    from loaders.workbook import Reader

    def old(book: openpyxl.Workbook) -> None:
        for row in (9, 10, 17):
            book[INFO].cell(row, 2).value = f"Mục cũ {row}"

    def shorter(book: openpyxl.Workbook) -> None:
        book[INFO].delete_rows(19)  # without the TTHC under its authority, which is not required

    def narrow(book: openpyxl.Workbook) -> None:
        book["Quy trình"].delete_cols(9)

    workbooks = [bent(change) for change in (lambda book: None, old, shorter, narrow)]
    alone = [Reader().read("xlsx", data) for data in workbooks]
    for order in ((1, 0, 2, 3), (2, 3, 1, 0), (3, 2, 0, 1)):
        reader = Reader()
        for i in order:
            assert reader.read("xlsx", workbooks[i]) == alone[i]
