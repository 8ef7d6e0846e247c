"""A sentence that a person sees, in Vietnamese and English."""

from __future__ import annotations

from dataclasses import dataclass


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
