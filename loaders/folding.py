"""Two keys for Vietnamese text: `fold` keeps the diacritics, `bare` drops them.

Both are for comparing only; what is stored and shown is the text as it came.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_INVISIBLE = ("\u200b", "\ufeff")
_QUOTES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "`": "'", "–": "-", "—": "-", "−": "-"})
# hoà → hòa, khoẻ → khỏe, thuỷ → thủy: one tone style for syllables that end in oa, oe, uy (never after q).
_TONES = {
    new: old
    for pair, bases in (("oa", "àáảãạ"), ("oe", "èéẻẽẹ"), ("uy", "ỳýỷỹỵ"))
    for new, old in zip(
        (pair[0] + mark for mark in bases), (first + pair[1] for first in ("òóỏõọ" if pair[0] == "o" else "ùúủũụ")), strict=True
    )
}
_TONE_STYLE = re.compile(r"(?<!q)(" + "|".join(_TONES) + r")(?!\w)")
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
    lowered = clean(text).translate(_QUOTES).lower()
    return _TONE_STYLE.sub(lambda match: _TONES[match[1]], lowered)


@lru_cache(maxsize=50_000)
def bare(text: str) -> str:
    """A key of plain letters and digits: «Số TTHC (thuộc thẩm quyền)» and «so tthc thuoc tham quyen» are equal."""
    stripped = "".join(ch for ch in unicodedata.normalize("NFD", text.lower()) if not unicodedata.combining(ch))
    return _NOT_WORD.sub(" ", stripped.replace("đ", "d")).strip()
