"""Reporting periods: a label with its first and last day.

The default calendar is that of Decree 09/2019/NĐ-CP, article 12: a month runs from the 15th of the
month before to the 14th; a quarter, half-year and year likewise. Other cut-off days are data
(`cut_off`), because local practice differs.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from base.errors import UnknownPeriod

MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12}
CUT_OFF = 14
_LABEL = re.compile(r"^(\d{4})(?:(Q)([1-4])|(H)([12])|(M)(0[1-9]|1[0-2]))?$")
_KIND = {"Q": "quarter", "H": "half", "M": "month", None: "year"}
# Quarters as they are written.
ROMAN = ("I", "II", "III", "IV")
_HALF_VI, _HALF_EN = ("6 tháng đầu năm", "6 tháng cuối năm"), ("First half of", "Second half of")


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A reporting period, ordered by its last day and then its first.

    `label` is `2018Q4`, `2018H2`, `2018` or `2018M09`; `start` and `end` are inclusive dates.
    """

    end: date
    start: date
    label: str
    kind: str
    year: int
    number: int

    def __str__(self) -> str:
        return self.label

    def name(self, language: str) -> str:
        """As people read it: Quý IV/2018, 6 tháng cuối năm 2018, Năm 2018, Tháng 09/2018; Q4 2018 and so on in English ('en')."""
        vietnamese = language != "en"
        if self.kind == "quarter":
            return f"Quý {ROMAN[self.number - 1]}/{self.year}" if vietnamese else f"Q{self.number} {self.year}"
        if self.kind == "half":
            return f"{(_HALF_VI if vietnamese else _HALF_EN)[self.number - 1]} {self.year}"
        if self.kind == "month":
            return f"Tháng {self.number:02d}/{self.year}" if vietnamese else f"{self.end:%b} {self.year}"
        return f"Năm {self.year}" if vietnamese else str(self.year)

    @property
    def months(self) -> int:
        """Length in months: 1, 3, 6 or 12."""
        return MONTHS[self.kind]

    def earlier(self, steps: int = 1) -> Period:
        """The period of the same kind `steps` before this one (negative: after)."""
        per_year = 12 // self.months
        ordinal = self.year * per_year + (self.number - 1) - steps
        return _build(self.kind, ordinal // per_year, ordinal % per_year + 1)

    def quarters(self) -> list[Period]:
        """The quarters inside this period, oldest first; a month has none of its own."""
        if self.kind == "month":
            return []
        first = (self.number - 1) * self.months // 3 + 1
        return [_build("quarter", self.year, first + i) for i in range(self.months // 3)]


def parse_period(label: str) -> Period:
    """The period that a label such as `2018Q4` names; raises UnknownPeriod."""
    match = _LABEL.match(label.strip().upper()) if isinstance(label, str) else None
    if not match or not 1900 < int(match[1]) < 2200:
        raise UnknownPeriod(
            f"Không có kỳ báo cáo «{label}». Hãy ghi như 2018Q4 (quý), 2018H2 (nửa năm), 2018 (năm) hoặc 2018M09 (tháng).",
            f"There is no period «{label}». Write 2018Q4 (quarter), 2018H2 (half-year), 2018 (year) or 2018M09 (month).",
        )
    letter = match[2] or match[4] or match[6]
    number = match[3] or match[5] or match[7]
    return _build(_KIND[letter], int(match[1]), int(number or 1))


def quarter_of(day: date, cut_off: int = CUT_OFF) -> Period:
    """The quarter a day falls in: 15/12 belongs to the first quarter of the next year."""
    ordinal = day.year * 12 + day.month - 1 + (1 if day.day > cut_off else 0)
    return _build("quarter", ordinal // 12, ordinal % 12 // 3 + 1)


def quarters_between(first: Period, last: Period) -> list[Period]:
    """Every quarter from `first` to `last`, both included, without a hole."""
    found = [first]
    while found[-1].end < last.end:
        found.append(found[-1].earlier(-1))
    return found


def bounds(kind: str, year: int, number: int, cut_off: int = CUT_OFF) -> tuple[date, date]:
    """First and last day of a period under the calendar that closes on day `cut_off`."""
    last_month = number * MONTHS[kind]
    end = date(year, last_month, cut_off)
    before = year * 12 + last_month - 1 - MONTHS[kind]
    start = date(before // 12, before % 12 + 1, cut_off) + timedelta(days=1)
    return start, end


def _build(kind: str, year: int, number: int) -> Period:
    suffix = {"quarter": f"Q{number}", "half": f"H{number}", "month": f"M{number:02d}", "year": ""}
    start, end = bounds(kind, year, number)
    return Period(end, start, f"{year}{suffix[kind]}", kind, year, number)
