"""Two keys for Vietnamese text: `fold` keeps the diacritics, `bare` drops them.

Both are for comparing only; what is stored and shown is the text as it came.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_INVISIBLE = ("\u200b", "\ufeff")
# Signs that are typed for one another. «ð» is the letter of another language that many keyboards gave for «đ».
_SIGNS = {
    "’": "'", "‘": "'", "ʼ": "'", "`": "'", "´": "'", "′": "'", "ʹ": "'", "ʻ": "'", "‛": "'", "＇": "'",
    "–": "-", "—": "-", "−": "-", "‐": "-", "‑": "-", "ð": "đ", "ɖ": "đ",
    "\u00ad": "", "\u200c": "", "\u200d": "", "\u200e": "", "\u200f": "", "\u2060": "",
}  # fmt: skip
_SIGN = re.compile("[" + "".join(_SIGNS) + "]")
_BLANKS = re.compile(r"[^\S\n ]")
# hoà → hòa, khoẻ → khỏe, thuỷ → thủy: one tone style for syllables that end in oa, oe, uy (never after q).
_TONES = {
    new: old
    for pair, bases in (("oa", "àáảãạ"), ("oe", "èéẻẽẹ"), ("uy", "ỳýỷỹỵ"))
    for new, old in zip(
        (pair[0] + mark for mark in bases), (first + pair[1] for first in ("òóỏõọ" if pair[0] == "o" else "ùúủũụ")), strict=True
    )
}
_TONE_STYLE = re.compile("(" + "|".join(_TONES) + r")(?<!q..)(?!\w)")
# A tone typed before the mark of its vowel does not compose: «e», acute, circumflex.
_TONE_FIRST = re.compile("([\u0300\u0301\u0303\u0309\u0323]+)([\u0302\u0306\u031b])")
_MARKS = re.compile("[\u0300-\u036f]+")
_NOT_WORD = re.compile(r"[^0-9a-z]+")


def clean(text: str) -> str:
    """The text composed (NFC), with ordinary single spaces; letters and case stay."""
    for mark in _INVISIBLE:
        if mark in text:
            text = text.replace(mark, "")
    return " ".join(unicodedata.normalize("NFC", text).split())


@lru_cache(maxsize=50_000)
def fold(text: str) -> str:
    """A key that ignores case, spacing, tone style and kinds of quotes, but keeps the diacritics."""
    return " ".join(_folded(clean(text)).split())


def fold_lines(text: str) -> str:
    """The same for many texts at once, one a line."""
    for mark in _INVISIBLE:
        if mark in text:
            text = text.replace(mark, "")
    return one_space(_folded(_BLANKS.sub(" ", unicodedata.normalize("NFC", text))))


def one_space(lines: str) -> str:
    """Lines without spaces at their ends, and with single ones between their words."""
    while "  " in lines:
        lines = lines.replace("  ", " ")
    return lines.replace("\n ", "\n").replace(" \n", "\n").strip(" ")


def _folded(text: str) -> str:
    lowered = text.lower()
    if lowered.isascii():
        return lowered.replace("`", "'")
    if _MARKS.search(lowered):
        lowered = _in_order(lowered)
    lowered = _SIGN.sub(lambda found: _SIGNS[found[0]], lowered)
    return _TONE_STYLE.sub(lambda match: _TONES[match[1]], lowered)


def _in_order(text: str) -> str:
    decomposed = unicodedata.normalize("NFD", text)
    return unicodedata.normalize("NFC", _TONE_FIRST.sub(r"\2\1", decomposed))


@lru_cache(maxsize=50_000)
def bare(text: str) -> str:
    """A key of plain letters and digits: «Số TTHC (thuộc thẩm quyền)» and «so tthc thuoc tham quyen» are equal."""
    return _NOT_WORD.sub(" ", unmarked(text.lower())).strip()


def unmarked(text: str) -> str:
    """A lower-case text without diacritics; «đ» becomes «d», everything else stays."""
    return _MARKS.sub("", unicodedata.normalize("NFD", text)).replace("đ", "d")
