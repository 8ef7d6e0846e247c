"""Faults in a list of procedures under authority (form F3, II.07b) of three units."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from openpyxl.workbook import Workbook

from tests.loaders.traps.books import Plant, Trap, lines

F3 = "procedure_inventory"
SHEET, FIRST, LAST = "Biểu II.07b", 6, 9
ZEROS = [f"{letter}7" for letter in "CDEFGHIJKLMN"]
GROUPS = ("TTHC thuộc thẩm quyền giải quyết", "TTHC được thực hiện theo CCMC, MCLT", "Quy trình nội bộ giải quyết TTHC")


def inventory(chosen: Sequence[str]) -> Workbook:
    """The form as it is printed, in which every sum is right."""
    book = Workbook()
    sheet = book.active
    sheet.title = SHEET
    sheet["A1"], sheet["A2"] = "SỐ LƯỢNG THỦ TỤC HÀNH CHÍNH", "Kỳ báo cáo: Quý IV năm 2018"
    sheet["A4"], sheet["B4"], sheet["O4"] = "TT", "Đơn vị", "Mã đơn vị"
    for column, head in zip((3, 7, 11), GROUPS, strict=True):
        sheet.cell(4, column, head)
        sheet.merge_cells(start_row=4, start_column=column, end_row=4, end_column=column + 3)
        for i, level in enumerate(("Tổng số", "Cấp tỉnh", "Cấp huyện", "Cấp xã")):
            sheet.cell(5, column + i, level)
    for row, unit in enumerate(chosen, FIRST):
        figures = (90 + row, 60, 20, 10 + row, 60 + row, 40, 15, 5 + row, 50 + row, 30, 15, 5 + row)
        for column, value in enumerate((row - FIRST + 1, lines("2018Q4")[unit][2], *figures), 1):
            sheet.cell(row, column, value)
        sheet.cell(row, 15, unit)
    sheet.cell(LAST, 2, "Tổng cộng")
    retotal(book)
    return book


def retotal(book: Workbook) -> None:
    sheet = book[SHEET]
    for column in range(3, 15):
        known = [sheet.cell(row, column).value for row in range(FIRST, LAST)]
        sheet.cell(LAST, column, sum(value for value in known if isinstance(value, int)))


def put(at: str, total: bool = True, **values: Any) -> Plant:
    def plant(book: Workbook) -> tuple[str, str]:
        for cell, value in values.items():
            book[SHEET][cell] = value
        if total:
            retotal(book)
        return SHEET, at

    return plant


def merged(book: Workbook) -> tuple[str, str]:
    """One count over two units: whose it is cannot be known."""
    book[SHEET].merge_cells("F6:F7")
    return SHEET, "F6"


TRAPS = [
    Trap("F3: authority does not add up", F3, put("C6", C6=97), "inventory_balances", "warning", "any"),
    Trap("F3: one-stop does not add up", F3, put("G7", J7=30), "inventory_balances", "warning", "any"),
    Trap("F3: processes do not add up", F3, put("K8", K8=60), "inventory_balances", "warning", "any"),
    Trap("F3: more at one-stop than under authority", F3, put("G6", G6=126, H6=100), "inventory_balances", "warning", "any"),
    Trap("F3: a total", F3, put("C9", total=False, C9=1), "printed_total_matches", "error", "any"),
    Trap("F3: a group typed wrongly", F3, put("D6", D6="1.1189"), "malformed_number", "error", "any"),
    Trap("F3: an error in a cell", F3, put("N7", N7="#REF!"), "error_cell", "error", "any"),
    Trap("F3: nothing but zeros", F3, put("C7", **dict.fromkeys(ZEROS, 0)), "all_zero_row", "warning", "any"),
    Trap("F3: a merged count", F3, merged, "merged_value", "error", "any"),
]
