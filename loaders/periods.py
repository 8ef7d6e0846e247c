"""Reads the reporting period from the words of a title line."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from base import Period, QmsError, parse_period
from base.period import bounds
from loaders.findings import Finding
from loaders.folding import bare, fold
from loaders.grid import Grid

_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_ENDS = {"dau": 1, "cuoi": 2}
_QUARTER = re.compile(r"\bquy (iv|i{1,3}|0?[1-4])(?: nam)? (\d{4})\b|\bq([1-4]) (\d{4})\b")
_HALF = re.compile(r"\b(?:0?6|sau) thang (dau|cuoi)(?: nam)? (\d{4})\b")
_MONTH = re.compile(r"\bthang (\d{1,2})(?: nam)? (\d{4})\b")
_YEAR = re.compile(r"\bnam (\d{4})\b")
_TITLE_YEAR = re.compile(r"\bnam (\d{4})$")
_DATES = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})\D+?(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})")
_SPELLED = re.compile(
    r"ngày\s+(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4})\D+ngày\s+(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4})"
)
_NAMED = ("ky bao cao", "ky du lieu", "ky so lieu", "thoi ky bao cao")
_FROM = "tu ngay"


@dataclass(frozen=True, slots=True)
class Claim:
    """What a title line says of the period: the period, the dates printed beside it, and where it stands."""

    period: Period | None
    dates: tuple[date, date] | None
    sheet: str
    cell: str
    text: str


def find_claim(grid: Grid, start: int, stop: int) -> Claim | None:
    """The period line among rows of a title: a cell that says «Kỳ báo cáo», or else the title that names a period best.

    The dates may stand in a line of their own; where they are all there is, they say the period.
    """
    best: tuple[int, Claim] | None = None
    for at in range(start, stop):
        for column, cell in enumerate(grid.rows[at]):
            if type(cell) is not str or len(cell) < 6:
                continue
            named, rank = _seen(cell)
            if named is not None:
                said = cell if bare(cell).partition(named)[2] else " ".join([cell, *_texts_right(grid, at, column)])
                return _with_dates(grid, stop, at, _claim(grid, at, column, said, bare(said).partition(named)[2]))
            if rank and (best is None or rank > best[0]):
                best = (rank, _claim(grid, at, column, cell, bare(cell)))
    return _with_dates(grid, stop, int(re.sub(r"\D", "", best[1].cell)) - grid.top - 1, best[1]) if best else None


@lru_cache(maxsize=4096)
def _seen(text: str) -> tuple[str | None, int]:
    """The word by which a line of a title names the period, and how surely it does so without one."""
    plain = bare(text)
    return next((name for name in _NAMED if name in plain), None), _rank(plain)


def _rank(plain: str) -> int:
    """How surely a line of a title names the period: a quarter, a half, a range of days, a month, a year; 0: not at all."""
    if _QUARTER.search(plain):
        return 5
    if _HALF.search(plain):
        return 4
    if plain.startswith(_FROM) and "den ngay" in plain:
        return 3
    if "ngay" in plain.split():
        return 0  # the day of a signature or of a decree
    return 2 if _MONTH.search(plain) else 1 if _TITLE_YEAR.search(plain) else 0


def _texts_right(grid: Grid, at: int, column: int) -> list[str]:
    return [str(cell).removesuffix(".0") for cell in grid.rows[at][column + 1 :] if cell != ""]


def _claim(grid: Grid, at: int, column: int, text: str, plain: str) -> Claim:
    return Claim(_read(plain), _read_dates(text), grid.sheet, grid.cell(at, column), text.strip())


def _with_dates(grid: Grid, stop: int, at: int, claim: Claim) -> Claim:
    """The claim with the dates printed in the lines near it, and with the period that these mean where none is named."""
    dates = claim.dates
    if dates and claim.period:
        return claim
    for row in grid.rows[at : min(at + 3, stop)] if dates is None else ():
        dates = dates or next((found for cell in row if type(cell) is str and (found := _read_dates(cell))), None)
    return replace(claim, dates=dates, period=claim.period or (_period_of(*dates) if dates else None))


def _period_of(start: date, end: date) -> Period | None:
    """The period that runs over these very days, by the calendar of reporting or by months."""
    labels = [f"{end.year}", *(f"{end.year}H{i}" for i in (1, 2)), *(f"{end.year}Q{i}" for i in range(1, 5))]
    for period in filter(None, map(_known, labels)):
        if (start, end) == (period.start, period.end) or (start, end) in _other_calendars(period):
            return period
    return None


def _read(plain: str) -> Period | None:
    before_dates = plain.partition(_FROM)[0]
    if match := _QUARTER.search(plain):
        number, year = (match[1], match[2]) if match[1] else (match[3], match[4])
        return _known(f"{year}Q{_ROMAN.get(number) or int(number)}")
    if match := _HALF.search(plain):
        return _known(f"{match[2]}H{_ENDS[match[1]]}")
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
    folded = fold(text)
    match = _DATES.search(folded) or _SPELLED.search(folded)
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
