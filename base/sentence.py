"""A sentence that a person sees, in Vietnamese and English, and text of others fit to stand in it."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

# Control, format (which turns or hides what follows), half a letter, private, unassigned, ends of lines and paragraphs.
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_HARMLESS = "\u00ad"  # a letter in texts of the old Vietnamese fonts


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence in both languages; `in_language('vi')` picks one."""

    vi: str
    en: str

    def in_language(self, language: str) -> str:
        """The text in 'vi' or 'en'; anything else falls back to Vietnamese, the users' language."""
        return self.en if language == "en" else self.vi

    def __str__(self) -> str:
        return self.vi


def visible(text: str, mark: str = "\ufffd") -> str:
    """Text as it may be shown: white space in one line, and a mark for what a screen would obey or cannot show."""
    if text.isprintable():
        return text
    return "".join(_seen(letter, mark) for letter in text)


def _seen(letter: str, mark: str) -> str:
    if letter in "\t\r\n":
        return " "
    return letter if letter in _HARMLESS or unicodedata.category(letter) not in _UNSEEN else mark
