"""Reads the reporting period from the words of a title line."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from base import Period, QmsError, parse_period
from base.period import bounds
from loaders.findings import Finding
from loaders.folding import bare, fold
from loaders.grid import Grid

_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_QUARTER = re.compile(r"\bquy (iv|i{1,3}|[1-4])(?: nam)? (\d{4})\b")
_HALF = re.compile(r"\b(?:6|sau) thang (dau|cuoi) nam (\d{4})\b")
_MONTH = re.compile(r"\bthang (\d{1,2})(?: nam)? (\d{4})\b")
_YEAR = re.compile(r"\bnam (\d{4})\b")
_DATES = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})\D+?(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})")
_NAMED = "ky bao cao"


@dataclass(frozen=True, slots=True)
class Claim:
    """What a title line says of the period: the period, the dates printed beside it, and where it stands."""

    period: Period | None
    dates: tuple[date, date] | None
    sheet: str
    cell: str
    text: str


def find_claim(grid: Grid, header: int) -> Claim | None:
    """The period line above a heading row: a cell that says «Kỳ báo cáo», or else a title that names a quarter."""
    titled: Claim | None = None
    for at, row in enumerate(grid.rows[:header]):
        for column, cell in enumerate(row):
            if type(cell) is not str or len(cell) < 6:
                continue
            plain = bare(cell)
            if _NAMED in plain:
                return _claim(grid, at, column, cell, plain.partition(_NAMED)[2])
            if titled is None and _QUARTER.search(plain):
                titled = _claim(grid, at, column, cell, plain)
    return titled


def _claim(grid: Grid, at: int, column: int, text: str, plain: str) -> Claim:
    return Claim(_read(plain), _read_dates(text), grid.sheet, grid.cell(at, column), text.strip())


def _read(plain: str) -> Period | None:
    if match := _QUARTER.search(plain):
        return _known(f"{match[2]}Q{_ROMAN.get(match[1]) or match[1]}")
    if match := _HALF.search(plain):
        return _known(f"{match[2]}H{1 if match[1] == 'dau' else 2}")
    before_dates = plain.partition("tu ngay")[0]
    if match := _MONTH.search(before_dates):
        return _known(f"{match[2]}M{int(match[1]):02d}")
    if "quy" not in before_dates.split() and (match := _YEAR.search(before_dates)):
        return _known(match[1])
    return None


@lru_cache(maxsize=256)
def _known(label: str) -> Period | None:
    try:
        return parse_period(label)
    except QmsError:
        return None


def _read_dates(text: str) -> tuple[date, date] | None:
    match = _DATES.search(fold(text))
    if not match:
        return None
    numbers = [int(group) for group in match.groups()]
    try:
        return date(numbers[2], numbers[1], numbers[0]), date(numbers[5], numbers[4], numbers[3])
    except ValueError:
        return None


def judge_claims(claims: list[Claim]) -> list[Finding]:
    """Findings on the period lines of one workbook: unreadable, at odds with its dates, or with another sheet."""
    readable = [claim for claim in claims if claim.period]
    if not readable:
        if not claims:
            return [Finding("period_missing", details={"found": ""})]
        line = claims[0]
        found = {"vi": f" (ô {line.cell} ghi «{line.text[:80]}»)", "en": f" (cell {line.cell} says «{line.text[:80]}»)"}
        return [Finding("period_missing", line.sheet, line.cell, line.text, {"found": found})]
    findings = [finding for claim in readable if (finding := _judge_dates(claim))]
    first = readable[0]
    for claim in readable[1:]:
        if claim.period != first.period:
            details = {"period": str(claim.period), "other": str(first.period), "other_sheet": first.sheet}
            findings.append(Finding("period_conflict", claim.sheet, claim.cell, claim.text, details))
    return findings


def _judge_dates(claim: Claim) -> Finding | None:
    period = claim.period
    if period is None or claim.dates is None or claim.dates == (period.start, period.end):
        return None
    details = {"period": period.label, "dates": _range(*claim.dates), "expected": _range(period.start, period.end)}
    other = claim.dates in _other_calendars(period)
    return Finding("period_other_calendar" if other else "period_dates_differ", claim.sheet, claim.cell, claim.text, details)


def _other_calendars(period: Period) -> set[tuple[date, date]]:
    """The same period under cut-off days other than the decree's, and under calendar months."""
    found = {bounds(period.kind, period.year, period.number, day) for day in range(10, 29)}
    months = period.months
    first_month = (period.number - 1) * months + 1
    begin = date(period.year, first_month, 1)
    after = date(period.year + (first_month + months > 12), (first_month + months - 1) % 12 + 1, 1)
    return found | {(begin, date.fromordinal(after.toordinal() - 1))}


def _range(start: date, end: date) -> str:
    return f"{start:%d/%m/%Y}–{end:%d/%m/%Y}"
