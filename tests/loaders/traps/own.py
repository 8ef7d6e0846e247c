"""Faults in a unit's own report (form F1) and in form II.06a sent alone (form F2)."""

from __future__ import annotations

import unicodedata
from datetime import datetime, timedelta
from typing import Any

from openpyxl.styles import Font
from openpyxl.workbook import Workbook

from tests.loaders.traps.books import FIRST, HANDLING, INFO, LISTED, UPKEEP, Plant, Trap, add, total_row

DECREE = "Kỳ báo cáo: Quý IV năm 2018 (Từ ngày 15/9/2018 đến ngày 14/12/2018)"


def put(sheet: str, cell: str, value: Any, at: str | None = None, **others: Any) -> Plant:
    """Writes a value into a cell; the fault is to be named there, or at another cell."""

    def plant(book: Workbook) -> tuple[str, str]:
        for place, other in others.items():
            book[sheet][place] = other
        book[sheet][cell] = value
        return sheet, at or cell

    return plant


def more(at: str, row: int = FIRST, **deltas: int) -> Plant:
    """Adds to figures of form II.06a and to their totals; the fault is to be named in a column of that row, or of the total."""

    def plant(book: Workbook) -> tuple[str, str]:
        sheet = book[HANDLING]
        add(sheet, row, **deltas)
        return HANDLING, f"{at[0]}{total_row(sheet) if at.endswith('T') else row}"

    return plant


def total(letter: str, delta: int) -> Plant:
    """Adds to a printed total only."""

    def plant(book: Workbook) -> tuple[str, str]:
        sheet = book[HANDLING]
        cell = f"{letter}{total_row(sheet)}"
        sheet[cell].value += delta
        return HANDLING, cell

    return plant


def lost_row(book: Workbook) -> tuple[str, str]:
    book[HANDLING].delete_rows(FIRST + 1)
    return HANDLING, f"C{total_row(book[HANDLING])}"


def nameless(book: Workbook) -> tuple[str, str]:
    book[HANDLING][f"B{FIRST}"] = None
    return HANDLING, f"B{FIRST}"


def all_zero(book: Workbook) -> tuple[str, str]:
    """The figures of one field of work are counted under the next one, and its own row shows zeros."""
    sheet = book[HANDLING]
    for letter in "CDEFGHIJKLM":
        sheet[f"{letter}{FIRST + 1}"].value += sheet[f"{letter}{FIRST}"].value
        sheet[f"{letter}{FIRST}"] = 0
    return HANDLING, f"C{FIRST}"


def closed_too_many(book: Workbook) -> tuple[str, str]:
    sheet = book[UPKEEP]
    for letter, value in zip(
        "ABCDEFGH", (1, "Đánh giá nội bộ", datetime(2018, 10, 24), "Đánh giá", 10, 2, 3, "Đạt"), strict=True
    ):
        sheet[f"{letter}4"] = value
    return UPKEEP, "G4"


def upkeep_later(book: Workbook) -> tuple[str, str]:
    for letter, value in zip("ABCD", (1, "Đánh giá nội bộ", datetime(2018, 12, 24), "Đánh giá"), strict=True):
        book[UPKEEP][f"{letter}4"] = value
    return UPKEEP, "C4"


def other_epoch(book: Workbook) -> tuple[str, str]:
    """A date copied from a workbook that counts from 1904 into one that counts from 1900."""
    book[INFO]["C13"].value -= timedelta(days=1462)
    return INFO, "C13"


def percent(shown: float, in_total: bool = False) -> Plant:
    """A column of typed percentages, one of them wrong."""

    def plant(book: Workbook) -> tuple[str, str]:
        sheet = book[HANDLING]
        sheet["N4"], sheet["N5"] = "Số lượng hồ sơ đã giải quyết", "Tỷ lệ đúng hạn"
        last = total_row(sheet)
        for row in range(FIRST, last + 1):
            part, whole = sheet[f"H{row}"].value + sheet[f"I{row}"].value, sheet[f"G{row}"].value
            sheet[f"N{row}"] = f"{100 * part / whole:.2f} %".replace(".", ",") if row % 2 else part / whole
        cell = f"N{last if in_total else FIRST}"
        sheet[cell] = shown
        return HANDLING, cell

    return plant


def both_lines(line: str) -> Plant:
    def plant(book: Workbook) -> tuple[str, str]:
        book[INFO]["A2"] = line
        book[HANDLING]["C2"] = line
        return INFO, "A2"

    return plant


def without_procedures(kept: int) -> Plant:
    """Most procedures are gone, from the list and from the count."""

    def plant(book: Workbook) -> tuple[str, str]:
        sheet = book[LISTED]
        rows = [row for row in range(4, sheet.max_row + 1) if sheet.cell(row, 4).value == "TTHC"]
        for row in reversed(rows[kept:]):
            sheet.delete_rows(row)
        book[INFO]["C17"] = kept
        return INFO, "C17"

    return plant


def decomposed(book: Workbook) -> tuple[str, str]:
    cell = book[LISTED]["C5"]
    cell.value = unicodedata.normalize("NFD", cell.value)
    return LISTED, "C5"


def old_font(book: Workbook) -> tuple[str, str]:
    cell = book[LISTED]["C5"]
    cell.value, cell.font = "CÊp giÊy phÐp", Font(name=".VnTime")
    return LISTED, "C5"


def announced_this_quarter(book: Workbook) -> tuple[str, str]:
    """A unit that was building last quarter says it still is, and gives the day of its announcement."""
    book[INFO]["C9"] = "Đang xây dựng"
    return INFO, "C9"


def authority_doubled(book: Workbook) -> tuple[str, str]:
    sheet = book[INFO]
    sheet["C19"] = sheet["C19"].value * 2
    return INFO, "C19"


def below_procedures(book: Workbook) -> tuple[str, str]:
    book[INFO]["C19"] = book[INFO]["C17"].value - 1
    return INFO, "C17"


def counted_up(book: Workbook) -> tuple[str, str]:
    book[INFO]["C17"].value += 1
    return INFO, "C17"


def received_total(book: Workbook) -> tuple[str, str]:
    return HANDLING, f"C{total_row(book[HANDLING])}"


def period_line(_book: Workbook) -> tuple[str, str]:
    return HANDLING, "C2"


F1 = "unit_report"
E, W, I = "error", "warning", "info"  # noqa: E741
TRAPS = [
    Trap("a group typed wrongly", F1, put(HANDLING, "D8", "1.1189"), "malformed_number", E),
    Trap("a thousand shown as a fraction", F1, put(INFO, "C19", 16.934), "malformed_number", E),
    Trap("half a dossier", F1, put(HANDLING, "E9", "12,5"), "malformed_number", E),
    Trap("a negative count", F1, put(HANDLING, "M8", -3), "malformed_number", E),
    Trap("words for a number", F1, put(INFO, "C16", "khoảng 40"), "malformed_number", E),
    Trap("a day in a column of counts", F1, put(HANDLING, "E8", datetime(2018, 12, 15)), "malformed_number", E),
    Trap("c3 is not c4 + c5 + c6", F1, more("C", D=1), "parts_sum_to_whole", E),
    Trap("c7 is not c8 + c9 + c10", F1, more("G", H=1), "parts_sum_to_whole", E),
    Trap("c11 is not c12 + c13", F1, more("K", L=2), "parts_sum_to_whole", E),
    Trap("c3 is not c7 + c11", F1, more("C", G=3, I=3), "received_balances", E),
    Trap("a total typed wrongly", F1, total("G", 1), "printed_total_matches", E),
    Trap("a total of the last column", F1, total("M", -1), "printed_total_matches", E),
    Trap("a row lost above its total", F1, lost_row, "printed_total_matches", E),
    Trap("a row without a name", F1, nameless, "row_without_name", E),
    Trap("more closed than found", F1, closed_too_many, "part_within_whole", E),
    Trap("a count that its list denies", F1, counted_up, "procedure_list_matches", E),
    Trap("an unknown standard", F1, put(INFO, "C10", "ISO 2001:2008"), "unknown_standard", E),
    Trap("another standard of a procedure", F1, put(LISTED, "G5", "ISO 14001:2015"), "unknown_standard", E),
    Trap("an unknown stage", F1, put(INFO, "C9", "Đang chờ"), "unknown_choice", E),
    Trap("an unknown kind of procedure", F1, put(LISTED, "D5", "Thủ tục khác"), "unknown_choice", E),
    Trap("no edition", F1, put(INFO, "C10", None), "edition_missing", W),
    Trap("a unit nobody knows", F1, put(INFO, "C5", "DLK-X99999"), "unknown_unit", E),
    Trap("somebody else's code", F1, put(INFO, "C5", "DLK-X24121"), "unit_mismatch", E),
    Trap("a day without a year", F1, put(INFO, "C13", "25/8"), "doubtful_date", W),
    Trap("no such day", F1, put(INFO, "C13", "31/02/2016"), "doubtful_date", W),
    Trap("a number for a day", F1, put(INFO, "C15", 2020), "doubtful_date", W),
    Trap("announced in a year to come", F1, put(INFO, "C13", datetime(2031, 1, 5)), "doubtful_date", W),
    Trap("announced after the period", F1, put(INFO, "C13", datetime(2018, 12, 20)), "doubtful_date", W),
    Trap("announced before the decision", F1, put(INFO, "C13", "04/03/2014"), "doubtful_date", W),
    Trap("a date of the 1904 calendar", F1, other_epoch, "doubtful_date", W),
    Trap("new on 2015 before it was out", F1, put(INFO, "C13", "05/06/2015"), "doubtful_date", W, "2015"),
    Trap("converted before 2015 was out", F1, put(INFO, "C14", "05/06/2015"), "doubtful_date", W, "2015"),
    Trap("a procedure issued after the period", F1, put(LISTED, "I5", datetime(2018, 12, 20)), "doubtful_date", W),
    Trap("an audit after the period", F1, upkeep_later, "doubtful_date", W),
    Trap("announced but still building", F1, announced_this_quarter, "stage_contradicts", W, "begun"),
    Trap("converted but still on 2008", F1, put(INFO, "C14", datetime(2018, 10, 1), "C10"), "stage_contradicts", W),
    Trap("a stage that goes back", F1, put(INFO, "C9", "Đã áp dụng", C13=None), "state_goes_back", W),
    Trap("an edition that goes back", F1, put(INFO, "C10", "TCVN ISO 9001:2008"), "state_goes_back", W, "2015"),
    Trap("procedures that vanish", F1, without_procedures(6), "sudden_change", W),
    Trap("twice the TTHC", F1, authority_doubled, "sudden_change", W),
    Trap("more procedures than TTHC", F1, below_procedures, "procedures_within_authority", W),
    Trap("carried over not as left", F1, more("FT", F=1, C=1, G=1, I=1), "carry_over_matches", W),
    Trap("late dossiers like never before", F1, more("JT", C=90, E=90, G=90, J=90), "outlier", W),
    Trap("nothing but zeros", F1, all_zero, "all_zero_row", W),
    Trap("a typed percentage", F1, percent(12.5), "ratio_recomputes", W),
    Trap("an error in a cell", F1, put(HANDLING, "D8", "#REF!"), "error_cell", E),
    Trap("a division by zero", F1, put(INFO, "C16", "#DIV/0!"), "error_cell", E),
    Trap("a formula without a result", F1, put(HANDLING, "C8", "=D8+E8+F8"), "formula_without_value", E),
    Trap("a formula for a date", F1, put(INFO, "C13", "=TODAY()"), "formula_without_value", E),
    Trap("days of another year", F1, put(INFO, "A2", DECREE.replace("/2018", "/2017")), "period_dates_differ", E),
    Trap("another quarter on one sheet", F1, put(HANDLING, "C2", "Kỳ báo cáo: Quý III năm 2018"), "period_conflict", E),
    Trap("a quarter to come", F1, both_lines("Kỳ báo cáo: Quý IV năm 2081"), "period_in_future", E),
    Trap("no quarter at all", F1, both_lines("Kỳ báo cáo: Quý V năm 2018"), "period_missing", E),
    Trap("decomposed text", F1, decomposed, "text_composed", I),
    Trap("text in a font of before Unicode", F1, old_font, "text_converted", I),
    Trap("a label nobody asked for", F1, put(INFO, "C20", "9", "B20", B20="Số lỗi"), "label_unknown", I),
]
F2 = "procedure_handling"
ALONE = [
    Trap("c3 is not c4 + c5 + c6, alone", F2, more("C", FIRST + 1, E=-1), "parts_sum_to_whole", E),
    Trap("c3 is not c7 + c11, alone", F2, more("C", FIRST + 1, K=2, L=2), "received_balances", E),
    Trap("a total, alone", F2, total("C", 10), "printed_total_matches", E),
    Trap("a group typed wrongly, alone", F2, put(HANDLING, "G9", "1.2345"), "malformed_number", E),
    Trap("an error, alone", F2, put(HANDLING, "K9", "#N/A"), "error_cell", E),
    Trap("a sender nobody knows", F2, put(HANDLING, "K1", "Đơn vị báo cáo: UBND xã Không Có"), "unknown_unit", E),
    Trap("a percentage in the total row", F2, percent(0.5, in_total=True), "ratio_recomputes", W),
    Trap("carried over not as left, alone", F2, more("FT", F=2, C=2, G=2, I=2), "carry_over_matches", W),
    Trap("nothing but zeros, alone", F2, all_zero, "all_zero_row", W),
    Trap("carried over in one field", F2, more("F", F=1, C=1, G=1, I=1), "carry_over_matches", W, "told"),
    Trap("the quarter before once more", F2, received_total, "same_as_last_quarter", W, "copied"),
    Trap("the quarter before ran longer", F2, period_line, "period_overlaps", W, "longer"),
    Trap("the quarter before ended early", F2, period_line, "period_gap", W, "shorter"),
]
