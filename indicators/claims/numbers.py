"""Numbers as Vietnamese sentences print them: 16.934; 22,67 %; gần 23 %; 56/247; and what is printed but is no number.

A point groups thousands, a comma begins decimals. A percentage may have a decimal point (98.4 %), since two digits after
a point group nothing. What fits neither way is kept as it stands, with the numbers that it may have been meant to be.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

# Printed in figures, but no statement: standards, numbers of documents, days, years, periods, articles of a text.
_ASIDE = re.compile(
    r"""(?:TCVN|ISO|IEC)(?:\s*/?\s*(?:TCVN|ISO|IEC))*\s*\d{4,5}(?:\s*[:–/-]\s*\d{4})*
    | \b\d{4,5}\s*:\s*\d{4}\b
    | \bbản\s+\d{4}(?:\s*(?:/|,|và|-|–)\s*\d{4})?
    | \b\d{1,5}(?:/\d{4})?/[A-ZĐ][\wĐ&-]*(?:-[A-ZĐ][\wĐ]*)*
    | \b\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{4}\b
    | \bngày\s+\d{1,2}(?:\s*[/.-]\s*\d{1,2}\b(?!\d)|\s+tháng\s+\d{1,2})?(?:\s*[/.-]\s*\d{4}|\s+năm\s+\d{4})?
    | \bquý\s+(?:[IV]+|\d)\b(?:\s*(?:/|-|năm)?\s*\d{4})?
    | \b\d{1,2}\s+tháng\s+(?:đầu|cuối)\s+năm(?:\s+\d{4})?
    | \btháng\s+\d{1,2}(?:\s*[/-]\s*\d{4}|\s+năm\s+\d{4})?
    | \b(?:0?[1-9]|1[0-2])/(?:19|20)\d{2}\b
    | \b(?:19|20)\d{2}\s*[/–-]\s*(?:19|20)\d{2}\b
    | \b(?:năm|from|in|since|by|until)\s+(?:19|20)\d{2}\b
    | \b(?:đến|trước|sau|từ|cuối|đầu|so\s+với)\s+(?:19|20)\d{2}\b(?!\s*(?:%|đơn|cơ|quy|hồ|tài|thủ|xã|người|lượt))
    | \b(?:điều|khoản|chương|mục|phụ\s+lục|biểu|mức\s+độ|cấp\s+độ|lần\s+thứ|thứ)\s+\d+(?:\s*[,và]+\s*\d+)?
    | \bQ[1-4]\s+\d{4}\b""",
    re.VERBOSE | re.IGNORECASE,
)
_DIGITS = r"\d+(?:[.,\u00a0\u202f]\d+)*"
_NUMBER = re.compile(
    rf"""(?<![\w.,])(?P<digits>{_DIGITS})
    (?:(?:\s*/\s*|\s+(?:trên(?:\s+tổng\s+số)?|of)\s+)(?P<of>{_DIGITS})(?![\w/]))?
    (?:\s*(?P<percent>%|phần\s+trăm\b|percent\b)|\s*(?P<scale>nghìn|ngàn|triệu|tỷ|tỉ|thousand|million)\b)?(?![\w%])""",
    re.VERBOSE | re.IGNORECASE,
)
_GROUPED = re.compile(r"\d{1,3}(?:\.\d{3})+$|\d{1,3}(?:[\u00a0\u202f]\d{3})+$")
_DECIMAL = re.compile(r"(?:\d{1,3}(?:\.\d{3})+|\d+),(\d+)$")
_POINTED = re.compile(r"\d{1,3}\.(\d{1,2})$")
_SCALES = {"nghìn": 1e3, "ngàn": 1e3, "thousand": 1e3, "triệu": 1e6, "million": 1e6, "tỷ": 1e9, "tỉ": 1e9}
_BEFORE = {
    "over": r"hơn|trên|quá|more than|over",
    "least": r"ít nhất|tối thiểu|không dưới|at least",
    "under": r"dưới|chưa đến|chưa tới|không đến|không tới|under|less than|fewer than",
    "most": r"không quá|tối đa|nhiều nhất|at most|up to",
    "nearly": r"gần|gần như|suýt soát|nearly|almost",
    "about": r"khoảng|xấp xỉ|chừng|ước|ước đạt|about|around|some",
}
# The longest word wins: «không quá» is not «quá».
_WORDS = sorted(((word, way) for way, words in _BEFORE.items() for word in words.split("|")), key=lambda pair: -len(pair[0]))
_DUST = 1e-9


@dataclass(frozen=True, slots=True)
class Printed:
    """A number of a sentence. `value` is a share of 1 where it is a percentage, None where it is no number (then
    `candidates` are what it may have been); `of` is N of «n/N»; `step` is what its last printed place is worth; `way` says
    how it is meant: 'exact', 'nearly', 'about', 'over', 'least', 'under', 'most'. `start` and `end` are places in the text.
    """

    raw: str
    value: float | None
    step: float = 1
    percent: bool = False
    of: float | None = None
    way: str = "exact"
    candidates: tuple[float, ...] = ()
    start: int = 0
    end: int = 0

    @property
    def whole_share(self) -> bool:
        """Whether it says all or none: then nothing is rounded, 99,6 % is not «100 %»."""
        return self.percent and self.value in (0, 1)

    def holds(self, actual: float) -> bool:
        """Whether a figure is what is printed, within its last printed place; «gần» and «hơn» reach as far as `reach`."""
        if self.value is None:
            return False
        low, high = self.bounds()
        return low - _DUST <= actual <= high + _DUST

    def bounds(self) -> tuple[float, float]:
        """The figures that the print allows, from lowest to highest."""
        value = self.value or 0.0
        half = 0.0 if self.whole_share else self.step / 2
        reach = _reach(value, self.step)
        endless = float("inf")
        return {
            "exact": (value - half, value + half),
            "nearly": (value - reach, value),
            "about": (value - reach, value + reach),
            "over": (value, endless),
            "least": (value, endless),
            "under": (-endless, value),
            "most": (-endless, value),
        }[self.way]


def numbers_in(text: str) -> tuple[Printed, ...]:
    """Every number that a text states, in the order of the text; days, years, standards and documents are none."""
    shown = _ASIDE.sub(lambda match: "¤" * len(match[0]), text)
    return tuple(_printed(match, shown) for match in _NUMBER.finditer(shown))


def printed(value: float, *, percent: bool) -> Printed:
    """A number that is given without the words around it, as precise as it is written."""
    text = f"{value * 100 if percent else value:.10f}".rstrip("0")
    step = 10.0 ** -len(text.partition(".")[2]) * (0.01 if percent else 1)
    return Printed(text.rstrip("."), value, step, percent)


def _printed(match: re.Match[str], text: str) -> Printed:
    raw, percent = match[0].strip(), match["percent"] is not None
    scale = 0.01 if percent else _SCALES.get((match["scale"] or "").lower(), 1)
    told = Printed(raw, None, percent=percent, way=_way(text[: match.start()]), start=match.start(), end=match.end())
    read = _read(match["digits"], percent=percent, pointed=scale != 1)
    if read is None:
        return replace(told, candidates=tuple(sorted(_candidates(match["digits"], percent))))
    of = _read(match["of"]) if match["of"] else None
    # 16.9 and 0.169 are not exact in binary: a share is rounded to what was printed.
    return replace(told, value=round(read[0] * scale, 12), step=read[1] * scale, of=of[0] if of else None)


def _read(digits: str, *, percent: bool = False, pointed: bool = False) -> tuple[float, float] | None:
    """Value and worth of the last place; None for what is no number. `pointed`: a point before decimals is no mistake.
    A percentage in the thousands is one.
    """
    if digits.isdigit():
        return float(digits), 1.0
    if _GROUPED.match(digits) and not percent:
        return float(re.sub(r"\D", "", digits)), 1.0
    decimal = _DECIMAL.match(digits)
    if decimal:
        return float(digits.replace(".", "").replace(",", ".")), 10.0 ** -len(decimal[1])
    point = _POINTED.match(digits) if pointed else None
    return (float(digits), 10.0 ** -len(point[1])) if point else None


def _candidates(digits: str, percent: bool) -> Iterator[float]:
    """What a badly grouped number may have been: a digit typed twice, a separator in the wrong place."""
    if len(digits) > 20:
        return
    pointed = digits.replace(",", ".")
    if percent:
        yield from {float(pointed.replace(".", "")) / 100} | ({float(pointed) / 100} if pointed.count(".") == 1 else set())
        return
    found = {int(pointed.replace(".", ""))}
    for at in range(1, len(pointed)):
        shorter = pointed[:at] + pointed[at + 1 :]
        if pointed[at] == pointed[at - 1] and pointed[at].isdigit() and _GROUPED.match(shorter):
            found.add(int(shorter.replace(".", "")))
    yield from found


def whole_candidates(number: Printed) -> tuple[float, ...]:
    """What a number with decimals may have been where only a count makes sense: «1,189» may have been 1189."""
    digits = re.match(_DIGITS, number.raw)
    return tuple(sorted(_candidates(digits[0], percent=False))) if digits else ()


def _way(before: str) -> str:
    said = " ".join(before.lower().split())
    for word, way in _WORDS:
        if said == word or said.endswith(" " + word):
            return way
    return "exact"


def _reach(value: float, step: float) -> float:
    """How far «gần» and «khoảng» reach: the worth of the last digit that is not 0, at most a tenth of the value."""
    digits = round(value / step)
    worth = step
    while digits and digits % 10 == 0:
        digits, worth = digits // 10, worth * 10
    return max(min(worth, abs(value) / 10), step)
