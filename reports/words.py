"""How documents write periods, days, numbers and states. Letters of the administration are written in Vietnamese only."""

from __future__ import annotations

from datetime import date
from unicodedata import category

from base import Period, parse_period

STATES = {"missing": "Chưa gửi", "returned": "Phải gửi lại", "late": "Đã gửi, chậm"}
NONE = "–"
ROMAN = ("I", "II", "III", "IV")


def period_name(period: Period) -> str:
    """quý IV năm 2018, 6 tháng đầu năm 2018, năm 2018, tháng 9 năm 2018."""
    return {
        "quarter": f"quý {ROMAN[(period.number - 1) % 4]} năm {period.year}",
        "half": f"6 tháng {'đầu' if period.number == 1 else 'cuối'} năm {period.year}",
        "month": f"tháng {period.number} năm {period.year}",
        "year": f"năm {period.year}",
    }[period.kind]


def label_name(label: str | None) -> str:
    """The name of a period's label; a dash for none."""
    if not label:
        return NONE
    name = period_name(parse_period(label))
    return name[0].upper() + name[1:]


def day_name(day: date | None) -> str:
    """19/12/2018; a dash for none."""
    return f"{day:%d/%m/%Y}" if day else NONE


def roman(number: int) -> str:
    """1 → I, 4 → IV, 19 → XIX: the numbers of the groups of a list."""
    steps = ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
    text = ""
    for value, letters in steps:
        count, number = divmod(number, value)
        text += letters * count
    return text


def share(part: int, whole: int) -> str:
    """A share in percent as it is written in Vietnam: 90,7 %."""
    return f"{part / whole * 100:.1f}".replace(".", ",") + "%" if whole else NONE


def printable(text: str) -> str:
    """Text without the control characters that a Word or Excel file cannot hold."""
    return "".join(letter for letter in text if letter == "\n" or category(letter) not in {"Cc", "Cs", "Cn"})
