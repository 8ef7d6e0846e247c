"""Themes of what reports tell in words: declared in `data/reference/themes.toml`, found by words without diacritics."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache

from base.plain import worded
from base.settings import REFERENCE

FILE = REFERENCE / "themes.toml"
NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Theme:
    """One theme: its names, the words that show it, and phrases that hold such words but mean something else."""

    code: str
    vi: str
    en: str
    words: tuple[str, ...]
    but: tuple[str, ...] = ()

    def name(self, language: str) -> str:
        """The name in 'vi' or 'en'."""
        return self.en if language == "en" else self.vi


@cache
def themes() -> dict[str, Theme]:
    """The themes by their code, in the order of the file; read once."""
    return {
        code: Theme(code, told["vi"], told["en"], tuple(told["words"]), tuple(told.get("but", ())))
        for code, told in _declared()["theme"].items()
    }


@lru_cache(maxsize=50_000)
def themes_of(text: str) -> tuple[str, ...]:
    """The codes of the themes that a passage speaks of, in the order of the file; (`NOTHING`,) where it says that there is
    nothing to tell; empty where no theme fits.
    """
    plain = worded(text)
    if plain in _empty_words():
        return (NOTHING,)
    return tuple(code for code, (words, but) in _plain_themes().items() if _speaks(plain, words, but))


def _speaks(plain: str, words: tuple[str, ...], but: tuple[str, ...]) -> bool:
    for phrase in but:
        plain = plain.replace(phrase, " | ")
    return any(word in plain for word in words)


@cache
def _plain_themes() -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    return {code: (tuple(map(worded, theme.words)), tuple(map(worded, theme.but))) for code, theme in themes().items()}


@cache
def _empty_words() -> frozenset[str]:
    told = _declared()["nothing"]
    return frozenset({" "} | {worded(f"{whole} {after}") for whole in told["whole"] for after in ["", *told["followed_by"]]})


@cache
def _declared() -> dict:
    with FILE.open("rb") as file:
        return tomllib.load(file)
