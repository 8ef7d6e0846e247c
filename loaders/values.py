"""Typed values: what a cell's content means, or why it cannot be said. Nothing is guessed.

Each parser takes a raw cell (str, float, bool, date, datetime, time or '') and gives a plain value, None for
«not reported», or a `Doubt` that names the rule, and the candidates a person may choose from.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from base import ladder
from loaders.folding import bare, clean

BLANKS = frozenset({"", "-", "–", "—", "--"})
YES = frozenset({"x", "✓", "✔", "√", "☑", "☒", "v", "có", "đã", "1"})
NONE = frozenset({"không", "không có", "không phát sinh", "kps", "ko", "không phát sinh hồ sơ"})
_WIDE = {wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)}  # full-width forms of digits and signs
_PLAIN = re.compile(r"\d+$")
_GROUPED = re.compile(r"\d{1,3}(?:\.\d{3})+$|\d{1,3}(?: \d{3})+$")
_NO_FRACTION = re.compile(r"(\d+|\d{1,3}(?:\.\d{3})+),0{1,2}$")
_NOUNS = (
    "lớp|người|lượt|cuộc|đơn vị|hồ sơ|quy trình|tài liệu|điểm|tthc|thủ tục|ngày|buổi|đợt|khóa|học viên|cán bộ|công chức|"
    "phòng|xã|phường|cơ quan|lần|hội nghị"
)
_WITH_NOUN = re.compile(rf"(\d{{1,6}}|\d{{1,3}}(?:\.\d{{3}})+)\s*(?:{_NOUNS})\b", re.IGNORECASE)
_SEPARATED = re.compile(r"\d+(?:[.,]\d+)+$")
_DATE = re.compile(r"(?:ngày\s+)?(\d{1,2})\s*(?:[/.\-]|tháng)\s*(\d{1,2})\s*(?:[/.\-]|năm)\s*(\d{4})$", re.IGNORECASE)
_NO_YEAR = re.compile(r"(?:ngày\s+)?\d{1,2}\s*[/.\-]\s*\d{1,2}$", re.IGNORECASE)
_EDITION = re.compile(
    r"(?:phiên bản\s*)?(?:tiêu chuẩn\s*)?(?:tcvn)?\s*(?:iso(?:/tc)?)?\s*(?:(\d{4,5})\s*[:\-–/ ]\s*)?"
    r"(?:phiên bản\s*|năm\s*)?(\d{4})$",
    re.IGNORECASE,
)
LARGEST_COUNT = 10**12
MILLION = 10**6
_MILLIONS = re.compile(r"(\d{1,3}(?:\.\d{3})+|\d+)(?:,(\d{1,6}))?$")


@dataclass(frozen=True, slots=True)
class Doubt:
    """A cell that something must be said of: the rule that says so, what it might mean, and how it was read (mostly None)."""

    rule: str
    candidates: tuple[int, ...] = ()
    why_vi: str = ""
    why_en: str = ""
    reading: int | None = None


@dataclass(frozen=True, slots=True)
class Shared:
    """The value of a merged cell that covers several values: whose it is cannot be said."""

    value: Any

    def __str__(self) -> str:
        return f"{self.value:g}" if isinstance(self.value, float) else str(self.value)


def count(raw: Any) -> int | Doubt | None:
    """A whole number of things, 0 or more. `16.934` as text is 16934; 16.934 as a number is doubtful."""
    if isinstance(raw, bool):
        return Doubt("malformed_number")
    if isinstance(raw, float | int):
        return _count_in_number(raw)
    if isinstance(raw, Shared):
        found = count(raw.value)
        return Doubt("merged_value", (found,) if type(found) is int else ())
    if isinstance(raw, date):
        return Doubt("malformed_number", _serial(raw))
    if not isinstance(raw, str):
        return Doubt("malformed_number")
    return _count_in_text(clean(raw).translate(_WIDE))


def _count_in_number(raw: float) -> int | Doubt:
    if not 0 <= raw <= LARGEST_COUNT:
        return Doubt("malformed_number")
    if raw == int(raw):
        return int(raw)
    thousand = round(raw * 1000)
    whole = abs(raw * 1000 - thousand) < 1e-6
    return Doubt("malformed_number", (thousand,) if whole else _candidates(f"{raw:.10g}"))


def _serial(day: date) -> tuple[int, ...]:
    """A small count in a cell formatted as a date shows as a day of 1900: the number behind it is worth offering."""
    number = (day if type(day) is date else day.date()).toordinal() - date(1899, 12, 30).toordinal()  # type: ignore[attr-defined]
    return (number - (number < 61),) if 0 < number < 3660 else ()


def _count_in_text(text: str) -> int | Doubt | None:
    if text in BLANKS:
        return None
    if _PLAIN.match(text):
        return _plausible_count(int(text))
    if _GROUPED.match(text) or _NO_FRACTION.match(text):
        return _plausible_count(int(text.partition(",")[0].replace(".", "").replace(" ", "")))
    noun = _WITH_NOUN.fullmatch(text)
    if noun:
        return _plausible_count(int(noun[1].replace(".", "")))
    if text.lower().rstrip(".") in NONE:
        return Doubt("word_for_none", reading=0)
    return Doubt("malformed_number", _candidates(text))


def _plausible_count(number: int) -> int | Doubt:
    return number if number <= LARGEST_COUNT else Doubt("malformed_number")


def _candidates(text: str) -> tuple[int, ...]:
    """What a badly grouped number may have been: one digit typed twice, or a separator in the wrong place."""
    if not _SEPARATED.match(text) or len(text) > 20:
        return ()
    dotted = text.replace(",", ".")
    found = {int(dotted.replace(".", ""))}
    for at in range(1, len(dotted)):
        if dotted[at] == dotted[at - 1] and dotted[at].isdigit():
            shorter = dotted[:at] + dotted[at + 1 :]
            if _GROUPED.match(shorter):
                found.add(int(shorter.replace(".", "")))
    return tuple(sorted(found))


def day(raw: Any) -> date | Doubt | None:
    """A date, day first."""
    if isinstance(raw, datetime):
        return _plausible(raw.date())
    if isinstance(raw, date):
        return _plausible(raw)
    if isinstance(raw, str):
        return _day_in_text(clean(raw))
    return Doubt("doubtful_date", why_vi="là một số, không phải ngày", why_en="it is a number, not a date")


def _day_in_text(text: str) -> date | Doubt | None:
    if text in BLANKS:
        return None
    match = _DATE.match(text)
    if match:
        try:
            return _plausible(date(int(match[3]), int(match[2]), int(match[1])))
        except ValueError:
            return Doubt("doubtful_date", why_vi="không có ngày này trong lịch", why_en="no such day in the calendar")
    if _NO_YEAR.match(text):
        return Doubt("doubtful_date", why_vi="thiếu năm", why_en="the year is missing")
    return Doubt("doubtful_date", why_vi="không đọc được", why_en="it cannot be read")


def _plausible(found: date) -> date | Doubt:
    if found.year < 1990 or found.year > 2100:
        return Doubt("doubtful_date", why_vi="năm không hợp lý", why_en="the year is not plausible")
    return found


def edition(raw: Any) -> str | Doubt | None:
    """The year of the standard's edition: «TCVN ISO 9001:2015», «9001-2015» and «2015» are all '2015'."""
    text = str(int(raw)) if isinstance(raw, float | int) and not isinstance(raw, bool) else raw
    if not isinstance(text, str):
        return Doubt("unknown_standard")
    text = clean(text)
    if text in BLANKS:
        return None
    match = _EDITION.fullmatch(text)
    if match and match[1] in (None, "9001") and match[2] in ladder.EDITIONS:
        return match[2]
    return Doubt("unknown_standard")


def mark(raw: Any) -> bool | Doubt | None:
    """A yes in a column of marks: x, ✓, Có, Đã, 1; blank is None."""
    text = clean(raw).lower() if isinstance(raw, str) else str(int(raw)) if isinstance(raw, float | int) else "?"
    if text in BLANKS or text in {"0", "không"}:
        return None
    return True if text in YES else Doubt("unknown_choice")


def text(raw: Any) -> str | None:
    """Text as it came, composed and with single spaces; a whole number loses its «.0»."""
    if isinstance(raw, str):
        return clean(raw) or None
    if isinstance(raw, float) and raw == int(raw):
        return str(int(raw))
    if isinstance(raw, datetime | date):
        return raw.strftime("%d/%m/%Y")
    return str(raw)


def are_clean(raws: Sequence[Any]) -> bool:
    """Whether `text` would leave a whole column as it is: asked once a column, because most columns are."""
    if set(map(type, raws)) != {str}:
        return False
    joined = f"|{'|'.join(raws)}|"
    spaced = "  " in joined or " |" in joined or "| " in joined
    return joined.isprintable() and not spaced and unicodedata.is_normalized("NFC", joined)


def is_composed(raw: Any) -> bool:
    """Whether a cell's letters carry their marks (NFC); so do cells without text."""
    return type(raw) is not str or raw.isascii() or unicodedata.is_normalized("NFC", raw)


def million(raw: Any) -> int | Doubt | None:
    """Money in đồng, typed in million đồng: 12.5 and «12,5» are 12 500 000, «1.250» is 1 250 000 000.

    A number with three decimals may have lost its grouping (16.934 for 16 934 million): that is asked.
    """
    if isinstance(raw, float | int) and not isinstance(raw, bool):
        hundredths = round(raw * 100)
        plain = 0 <= raw <= MILLION and abs(raw * 100 - hundredths) < 1e-6
        return hundredths * (MILLION // 100) if plain else Doubt("malformed_number", _millions_meant(raw))
    if not isinstance(raw, str):
        return Doubt("malformed_number")
    found = clean(raw).translate(_WIDE)
    if found in BLANKS:
        return None
    match = _MILLIONS.match(found)
    if not match:
        return Doubt("malformed_number")
    whole, fraction = int(match[1].replace(".", "")), match[2] or ""
    return whole * MILLION + int(fraction.ljust(6, "0")) if whole <= MILLION else Doubt("malformed_number")


def _millions_meant(raw: float) -> tuple[int, ...]:
    whole = round(raw * 1000) if 0 < raw <= 1000 else 0
    return (whole * 1000, whole * MILLION) if whole and abs(raw * 1000 - whole) < 1e-6 else ()


def percent(raw: Any) -> float | None:
    """A percentage as it was typed, never a figure of ours: 96.55 for «96,55 %», 0.9655 for a cell formatted as one.

    What is no number is None: a percentage is recomputed from its counts and only compared with what was typed.
    """
    found = decimal(raw.replace("%", "").strip() if isinstance(raw, str) else raw)
    return None if isinstance(found, Doubt) else found


def decimal(raw: Any) -> float | Doubt | None:
    """A number with a decimal part, for targets and coordinates: 0.95, «0,95», «95 %»."""
    if isinstance(raw, bool) or not isinstance(raw, str | float | int):
        return Doubt("malformed_number")
    if isinstance(raw, float | int):
        return float(raw)
    found = clean(raw)
    if found in BLANKS:
        return None
    percent = found.endswith("%")
    try:
        number = float(found.rstrip("% ").replace(",", "."))
    except ValueError:
        return Doubt("malformed_number")
    return number / 100 if percent else number


@cache
def _choices(pairs: tuple[tuple[str, Any], ...]) -> dict[str, Any]:
    return {bare(word): value for word, value in pairs}


def choice(pairs: tuple[tuple[str, Any], ...]) -> Callable[[Any], Any]:
    """A parser for a closed list: (word, value) pairs; words are compared without diacritics."""
    known = _choices(pairs)

    def parse(raw: Any) -> Any:
        found = text(raw) if raw != "" else None
        if found is None or found in BLANKS:
            return None
        key = bare(found)
        return known[key] if key in known else Doubt("unknown_choice")

    return parse


STAGE_WORDS: tuple[tuple[str, Any], ...] = tuple(
    (word, stage)
    for stage, words in {
        ladder.NOT_STARTED: ("Chưa triển khai", "Chưa xây dựng", "Chưa áp dụng"),
        ladder.BUILDING: ("Đang xây dựng", "Đang triển khai", "Đã triển khai", "Đang xây dựng, áp dụng"),
        ladder.APPLIED: ("Đã áp dụng", "Đang áp dụng", "Áp dụng"),
        ladder.ANNOUNCED: ("Đã công bố", "Công bố", "Công bố phù hợp", "Đã công bố phù hợp"),
        ladder.SUSPENDED: ("Tạm dừng", "Tạm ngừng"),
        ladder.WITHDRAWN: ("Đã hủy công bố", "Hủy công bố", "Thu hồi công bố", "Đã thu hồi công bố"),
    }.items()
    for word in words
)
PATH_WORDS: tuple[tuple[str, Any], ...] = (
    ("Xây dựng mới", ladder.NEW),
    ("Mới", ladder.NEW),
    ("Chuyển đổi từ phiên bản 2008", ladder.CONVERTED),
    ("Chuyển đổi", ladder.CONVERTED),
)
