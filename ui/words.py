"""The sentences of the gallery, one words file a language; a test keeps the files alike and every sentence in use."""

from __future__ import annotations

import string
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

SHELF = Path(__file__).parent / "words"
LANGUAGES = {"vi": "Tiếng Việt", "en": "English"}
DEFAULT = "vi"


class Counting(string.Formatter):
    """Words that follow a count: `{count} {count:unit|units}` reads «1 unit» or «2 units»."""

    def format_field(self, value: Any, format_spec: str) -> str:
        """What stands before the bar for a count of one, what stands behind it for any other."""
        one, bar, many = format_spec.partition("|")
        return (one if str(value) == "1" else many) if bar else super().format_field(value, format_spec)


_COUNTING = Counting()


class Words:
    """The sentences of one language: `say("overview.question")`, `say("coverage.some", reported=240)`."""

    def __init__(self, language: str, sentences: dict[str, str]) -> None:
        self.language = language
        self.sentences = sentences

    def __call__(self, key: str, **fields: object) -> str:
        """The sentence of `key` with its fields filled in; an unknown key raises KeyError (a test finds it first)."""
        sentence = self.sentences[key]
        return _COUNTING.format(sentence, **fields) if "|" in sentence else sentence.format(**fields)


@cache
def words(language: str) -> Words:
    """The sentences of a language; Vietnamese for one that has no words file."""
    chosen = language if language in LANGUAGES else DEFAULT
    with (SHELF / f"{chosen}.toml").open("rb") as file:
        return Words(chosen, dict(_flat(tomllib.load(file))))


def _flat(table: dict[str, Any], prefix: str = "") -> Iterator[tuple[str, str]]:
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{prefix}{key}.")
        else:
            yield prefix + key, value
