"""From a text to claims: the sentence around each number, and which indicator and group its words suggest.

A suggestion is never a decision: whoever asks takes it or names another one.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import cache, lru_cache
from math import log
from pathlib import Path
from typing import Any

from base import QmsError, parse_period
from indicators.claims.numbers import Printed, numbers_in
from indicators.shelf import Indicator, catalogue

MOST_SUGGESTED = 5
_DECLARED = Path(__file__).with_name("wording.toml")
# A sentence ends at a full stop before a space, or at the end of a line; 16.934 has neither, «TP. Buôn Ma Thuột» goes on.
_END = re.compile(r"(?<=[.!?…])(?<!\bT[PXT]\.)(?<!\b[PXHQ]\.)\s+|\n+|(?<=;)\s+")
_WORD = re.compile(r"[^\W_]+(?:[:.][^\W_]+)*")
_PERIODS = (
    (re.compile(r"\bquý\s+(IV|III|II|I|[1-4])\s*(?:/|-|,)?\s*(?:năm\s+)?(\d{4})", re.IGNORECASE), "Q"),
    (re.compile(r"\b6\s+tháng\s+(đầu|cuối)\s+năm\s+(\d{4})", re.IGNORECASE), "H"),
    (re.compile(r"\bQ([1-4])\s+(\d{4})\b"), "Q"),
    (re.compile(r"\b(?:trong|cả|của|kết quả)\s+năm\s+(\d{4})", re.IGNORECASE), ""),
)
_NUMBERS = {"I": 1, "II": 2, "III": 3, "IV": 4, "ĐẦU": 1, "CUỐI": 2}
# Words before a number say less of it than the words after it; a phrase says more than its words one by one.
_BEFORE, _PHRASE = 0.4, 1.5


@dataclass(frozen=True, slots=True)
class Claim:
    """What a sentence says of an indicator. `value` is a share of 1 where it is a percentage; None: read it from the
    sentence. `period` is a label, None the period asked about; `by` and `key` name a row as a breakdown does ('group',
    'UBND cấp xã'). `number` is set where the sentence has been read already.
    """

    text: str
    indicator: str | None = None
    value: float | None = None
    period: str | None = None
    by: str = "total"
    key: str | None = None
    number: Printed | None = None


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What the words of a claim seem to mean: indicators, the likeliest first; a group of units; the label of a period."""

    indicators: tuple[str, ...]
    group: str | None
    period: str | None


def claims_in(text: str) -> tuple[Claim, ...]:
    """A claim for each number of a text, with its sentence and without an indicator; see `suggest`."""
    sentences = [found.strip() for found in _END.split(unicodedata.normalize("NFC", text)) if found and found.strip()]
    return tuple(Claim(sentence, number=number) for sentence in sentences for number in numbers_in(sentence))


@lru_cache(1000)
def suggest(claim: Claim) -> Suggestion:
    """What the words around the number suggest; of several numbers in a sentence each has the words next to it."""
    number = claim.number or next(iter(numbers_in(claim.text)), None)
    if number is None:
        return Suggestion((), None, _period(claim.text))
    before, after = _around(claim.text, number)
    scores = {code: _score(one, before, after) for code, one in catalogue().items() if _fits(one, number)}
    best = sorted((code for code, score in scores.items() if score > 0), key=lambda code: -scores[code])
    return Suggestion(tuple(best[:MOST_SUGGESTED]), _group(after) or _group(before), _period(claim.text))


def _fits(found: Indicator, number: Printed) -> bool:
    share = number.percent or (number.of is not None and found.kind == "ratio")
    return (found.format == "percent") == share


def _around(text: str, number: Printed) -> tuple[str, str]:
    """The words from the number before to this one, and from this one to the next."""
    others = numbers_in(text)
    start = max((other.end for other in others if other.end <= number.start), default=0)
    end = min((other.start for other in others if other.start >= number.end), default=len(text))
    return text[start : number.start], text[number.end : end]


def _score(found: Indicator, before: str, after: str) -> float:
    heard = Counter(dict.fromkeys(_words(before), _BEFORE))
    heard.update(dict.fromkeys(_words(after), 1))
    weights = _weights()
    name = set(_words(found.name_vi)) | set(_words(found.name_en))
    score = sum(weights.get(word, 0) * min(heard[word], 1) for word in name) / (1 + 0.15 * len(name))
    sides = ((_short(before), _BEFORE), (_short(after), 1.0))
    for phrase in _declared()["phrases"].get(found.code, ()):
        score += max(factor * _PHRASE * len(phrase.split()) * (_short(phrase) in text) for text, factor in sides)
    return score


@cache
def _weights() -> dict[str, float]:
    """How much a word says: little where many indicators have it in their names."""
    names = [set(_words(one.name_vi)) | set(_words(one.name_en)) for one in catalogue().values()]
    counted = Counter(word for name in names for word in name)
    return {word: log(len(names) / count) for word, count in counted.items()}


def _words(text: str) -> list[str]:
    return _WORD.findall(_short(text))


@lru_cache(maxsize=4096)
def _short(text: str) -> str:
    """Small letters, one space between words, and the abbreviations that names use."""
    said = " ".join(unicodedata.normalize("NFC", text).lower().split())
    for long, short in _declared()["short"].items():
        said = said.replace(long, short)
    return said


def _group(text: str) -> str | None:
    """The one group that a text speaks of; None where it names none, or several."""
    said = " ".join(unicodedata.normalize("NFC", text).lower().split())
    known = [(word, group) for group, words in _declared()["groups"].items() for word in words]
    found = set()
    for word, group in sorted(known, key=lambda pair: -len(pair[0])):
        said, times = re.subn(rf"(?<!\w){re.escape(word)}(?!\w)", " ", said)
        found |= {group} if times else set()
    return found.pop() if len(found) == 1 else None


def _period(text: str) -> str | None:
    for pattern, letter in _PERIODS:
        match = pattern.search(text)
        if match:
            said = match[1].upper()
            number = f"{letter}{_NUMBERS.get(said, said)}" if letter else ""
            try:
                return parse_period(f"{match[match.lastindex or 1]}{number}").label
            except QmsError:
                return None
    return None


@cache
def _declared() -> dict[str, Any]:
    return tomllib.loads(_DECLARED.read_text(encoding="utf-8"))
