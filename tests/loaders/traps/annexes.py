"""Faults in a consolidated annex (form F4) of four units in two groups."""

from __future__ import annotations

import unicodedata
from datetime import datetime
from typing import Any

from openpyxl.workbook import Workbook

from tests.loaders.traps.books import ANNEX, COUNTS, TOTAL, UNITS, Plant, Trap, lines, retotal

F4 = "consolidated"
COUNTED = "Theo nhóm"
HEADS = (
    "STT", "Nhóm đơn vị", "Thuộc diện áp dụng", "Số đơn vị đã triển khai", "Số đơn vị đã áp dụng", "Số đơn vị đã công bố",
    "Số đơn vị áp dụng 9001:2008", "Số đơn vị áp dụng 9001:2015", "Số đơn vị xây dựng mới", "Số đơn vị chuyển đổi",
)  # fmt: skip


def put(cell: str, value: Any, at: str | None = None, **others: Any) -> Plant:
    """Writes values and sums the columns anew."""

    def plant(book: Workbook) -> tuple[str, str]:
        sheet = book[ANNEX]
        for place, other in (others | {cell: value}).items():
            sheet[place] = other
        retotal(sheet)
        return ANNEX, at or cell

    return plant


def more(at: str, **deltas: int) -> Plant:
    """Adds to figures of the first unit and sums the columns anew."""

    def plant(book: Workbook) -> tuple[str, str]:
        sheet = book[ANNEX]
        for letter, delta in deltas.items():
            sheet[f"{letter}9"].value += delta
        retotal(sheet)
        return ANNEX, f"{at}9"

    return plant


def total(letter: str) -> Plant:
    def plant(book: Workbook) -> tuple[str, str]:
        book[ANNEX][f"{letter}{TOTAL}"].value += 1
        return ANNEX, f"{letter}{TOTAL}"

    return plant


def group_total(book: Workbook) -> tuple[str, str]:
    """Both groups print their dossiers, one of them wrongly."""
    sheet = book[ANNEX]
    for rows in UNITS:
        sheet[f"P{rows[0] - 1}"] = sum(sheet[f"P{row}"].value for row in rows)
    wrong = f"P{UNITS[1][0] - 1}"
    sheet[wrong].value += 7
    return ANNEX, wrong


def both_editions(book: Workbook) -> tuple[str, str]:
    sheet = book[ANNEX]
    sheet["F9"], sheet["G9"] = "x", "x"
    return ANNEX, "G9"


def copied(book: Workbook) -> tuple[str, str]:
    """The dossiers of the quarter before, once more."""
    sheet = book[ANNEX]
    known = lines("2018Q3")[str(sheet["B9"].value)]
    for letter, value in zip("PQRSTU", known[15:21], strict=True):
        sheet[f"{letter}9"] = value
    retotal(sheet)
    return ANNEX, "P9"


def fewer_procedures(book: Workbook) -> tuple[str, str]:
    sheet = book[ANNEX]
    sheet["K9"] = sheet["K9"].value // 3
    sheet["N9"] = sheet["K9"].value + sheet["L9"].value + sheet["M9"].value
    retotal(sheet)
    return ANNEX, "K9"


def above_authority(book: Workbook) -> tuple[str, str]:
    book[ANNEX]["O9"] = book[ANNEX]["K9"].value - 1
    retotal(book[ANNEX])
    return ANNEX, "K9"


def zeros(book: Workbook) -> tuple[str, str]:
    sheet = book[ANNEX]
    for letter in COUNTS:
        sheet[f"{letter}9"] = 0
    retotal(sheet)
    return ANNEX, "J9"


def back_to_2008(book: Workbook) -> tuple[str, str]:
    sheet = book[ANNEX]
    sheet["F9"], sheet["G9"] = "x", None
    retotal(sheet)
    return ANNEX, "F9"


def percent(shown: Any, cell: str) -> Plant:
    def plant(book: Workbook) -> tuple[str, str]:
        sheet = book[ANNEX]
        sheet.unmerge_cells("P6:U6")
        sheet.unmerge_cells("V6:V7")
        sheet["V6"], sheet["V7"] = None, "Tỷ lệ đúng hạn"
        sheet.merge_cells("P6:V6")
        for row in (*UNITS[0], *UNITS[1], TOTAL):
            sheet[f"V{row}"] = round(100 * sheet[f"R{row}"].value / sheet[f"Q{row}"].value, 2)
        sheet[cell] = shown
        return ANNEX, cell

    return plant


def decomposed(book: Workbook) -> tuple[str, str]:
    cell = book[ANNEX]["C9"]
    cell.value = unicodedata.normalize("NFD", cell.value)
    return ANNEX, "C9"


def counted(row: int, at: str, **changes: int) -> Plant:
    """A second sheet with units counted by group; totals follow the rows unless the total row itself is bent."""

    def plant(book: Workbook) -> tuple[str, str]:
        sheet = book.create_sheet(COUNTED)
        rows = ((1, "Sở, ban, ngành", 48, 48, 48, 40, 30, 18, 12, 6), (2, "UBND cấp xã", 184, 180, 170, 160, 130, 40, 25, 15))
        for i, values in enumerate((HEADS, *rows), 1):
            for column, value in enumerate(values, 1):
                sheet.cell(i, column, value)
        sheet["B4"] = "Tổng cộng"
        for letter, delta in changes.items() if row < 4 else ():
            sheet[f"{letter}{row}"].value += delta
        for letter in "CDEFGHIJ":
            sheet[f"{letter}4"] = sheet[f"{letter}2"].value + sheet[f"{letter}3"].value
        for letter, delta in changes.items() if row == 4 else ():
            sheet[f"{letter}4"].value += delta
        return COUNTED, f"{at}{row}"

    return plant


E, W, I = "error", "warning", "info"  # noqa: E741
TRAPS = [
    Trap("annex: a group typed wrongly", F4, put("K9", "1.1189", N9=None), "malformed_number", E),
    Trap("annex: a total", F4, total("N"), "printed_total_matches", E),
    Trap("annex: a total of marks", F4, total("F"), "printed_total_matches", E),
    Trap("annex: figures of a group", F4, group_total, "printed_total_matches", E),
    Trap("annex: procedures do not add up", F4, more("N", N=1), "parts_sum_to_whole", E),
    Trap("annex: resolved do not add up", F4, more("Q", S=-1, R=2), "parts_sum_to_whole", E),
    Trap("annex: received do not balance", F4, more("P", P=5), "received_balances", E),
    Trap("annex: overdue beyond pending", F4, more("U", U=400), "part_within_whole", E),
    Trap("annex: two editions", F4, both_editions, "two_editions", E),
    Trap("annex: no edition", F4, put("F9", None, G9=None), "edition_missing", W),
    Trap("annex: a unit nobody knows", F4, put("B9", "DLK-X99998"), "unknown_unit", E),
    Trap("annex: somebody else's code", F4, put("B9", "DLK-S02"), "unit_mismatch", E),
    Trap("annex: an unknown stage", F4, put("E9", "Chưa rõ"), "unknown_choice", E),
    Trap("annex: an unknown path", F4, put("H9", "Xây lại"), "unknown_choice", E),
    Trap("annex: no such day", F4, put("I9", "30/2/2017"), "doubtful_date", W),
    Trap("annex: announced after the period", F4, put("I9", datetime(2018, 12, 31)), "doubtful_date", W),
    Trap("annex: announced before the decision", F4, put("I9", datetime(2012, 3, 1)), "doubtful_date", W),
    Trap("annex: an edition before any work", F4, put("G9", "x", "E9"), "stage_contradicts", W, "idle"),
    Trap("annex: a stage that goes back", F4, put("E9", "Đã áp dụng", I9=None), "state_goes_back", W),
    Trap("annex: an edition that goes back", F4, back_to_2008, "state_goes_back", W, "2015"),
    Trap("annex: procedures that vanish", F4, fewer_procedures, "sudden_change", W),
    Trap("annex: more procedures than TTHC", F4, above_authority, "procedures_within_authority", W),
    Trap("annex: the quarter before once more", F4, copied, "same_as_last_quarter", W),
    Trap("annex: late like never before", F4, more("S", P=90, Q=90, S=90), "outlier", W),
    Trap("annex: pending like never before", F4, more("T", P=400, T=400), "outlier", W),
    Trap("annex: nothing but zeros", F4, zeros, "all_zero_row", W, "idle"),
    Trap("annex: a typed percentage", F4, percent("88 %", "V10"), "ratio_recomputes", W),
    Trap("annex: the average of percentages", F4, percent(50.5, f"V{TOTAL}"), "ratio_recomputes", W),
    Trap("annex: an error in a cell", F4, put("T9", "#VALUE!"), "error_cell", E),
    Trap("annex: a formula without a result", F4, put("N10", "=K10+L10"), "formula_without_value", E),
    Trap("annex: a name in decomposed text", F4, decomposed, "text_composed", I),
    Trap("annex: more announced than applied", F4, counted(3, "F", F=30), "stages_in_order", E),
    Trap("annex: more applied than started", F4, counted(3, "E", D=-20), "stages_in_order", E),
    Trap("annex: more started than in scope", F4, counted(2, "D", C=0, D=1), "stages_in_order", E),
    Trap("annex: editions do not add up", F4, counted(2, "E", G=-1), "editions_sum_to_applied", E),
    Trap("annex: paths do not add up", F4, counted(3, "H", J=-5), "paths_sum_to_v2015", W),
    Trap("annex: a total of groups", F4, counted(4, "C", C=1), "printed_total_matches", E),
]
