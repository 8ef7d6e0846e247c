"""Text without what people leave out when they search: case, diacritics, signs; and where it stood in the original."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

_WORD = re.compile(r"[^\W_]+")


def folded(text: str) -> str:
    """Text for searching: small letters, no diacritics, đ as d, one space between words."""
    return " ".join("".join(map(_plain, text)).split())


def worded(text: str) -> str:
    """Folded text of whole words only, with one space between and around them: signs are spaces too."""
    return f" {' '.join(_WORD.findall(folded(text)))} "


def spans(text: str, phrases: Iterable[str], *, whole: bool) -> list[tuple[int, int]]:
    """Where phrases stand in a text, whatever the case and diacritics of either: first letter and the one after the last,
    in order, those that touch joined. `whole`: only whole words count, with whatever signs between them.
    """
    letters = [(letter, at) for at, original in enumerate(text) for letter in _plain(original)]
    plain = "".join(letter for letter, _ in letters)
    found: list[tuple[int, int]] = []
    for phrase in phrases:
        words = _WORD.findall(folded(phrase)) if whole else folded(phrase).split()
        between = r"[\W_]+" if whole else r"\s+"
        pattern = between.join(map(re.escape, words))
        for hit in re.finditer(rf"\b{pattern}\b" if whole else pattern, plain) if words else ():
            found.append((letters[hit.start()][1], letters[hit.end() - 1][1] + 1))
    return _joined(sorted(found), text)


def _joined(found: list[tuple[int, int]], text: str) -> list[tuple[int, int]]:
    """Spans that touch become one; marks of their own (decomposed text) go with the letter before them."""
    joined: list[tuple[int, int]] = []
    for start, end in found:
        while end < len(text) and unicodedata.combining(text[end]):
            end += 1
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _plain(letter: str) -> str:
    """One letter of a text: small, without its marks; a mark alone is nothing."""
    if letter.isascii():
        return letter.lower()
    bare = "".join(c for c in unicodedata.normalize("NFD", letter.casefold()) if not unicodedata.combining(c))
    return bare.replace("đ", "d").replace("’", "'")
