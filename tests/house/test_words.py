"""Both languages say the same things: the same keys, the same fields, no sentence that nobody says."""

from __future__ import annotations

import ast
import re
import string
import tomllib
import unicodedata
from pathlib import Path
from typing import Any

import pytest

from tests.house.tree import PROJECT, at, parsed, sources

WORDS = {path.stem: path for path in sorted((PROJECT / "ui" / "words").glob("*.toml"))}
DECLARED = [*WORDS.values(), *(PROJECT / "loaders").rglob("*.toml")]


def flat(table: dict[str, Any], prefix: str = "") -> dict[str, str]:
    """Sentences by dotted key."""
    found: dict[str, str] = {}
    for key, value in table.items():
        found |= flat(value, f"{prefix}{key}.") if isinstance(value, dict) else {prefix + key: value}
    return found


def sentences(language: str) -> dict[str, str]:
    """The sentences of one words file."""
    return flat(tomllib.loads(WORDS[language].read_text("utf-8")))


def fields(sentence: str) -> set[str]:
    """Names in braces."""
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


def test_languages_have_the_same_sentences() -> None:
    assert set(WORDS) >= {"vi", "en"}
    for language in WORDS:
        assert set(sentences(language)) ^ set(sentences("vi")) == set(), language


def test_languages_fill_in_the_same_fields() -> None:
    vi, en = sentences("vi"), sentences("en")
    assert [key for key in vi if fields(vi[key]) != fields(en[key])] == []


def test_nothing_is_empty() -> None:
    assert [(language, key) for language in WORDS for key, text in sentences(language).items() if not text.strip()] == []


@pytest.mark.parametrize("path", DECLARED, ids=at)
def test_vietnamese_is_written_in_composed_letters(path: Path) -> None:
    text = path.read_text("utf-8")
    assert text == unicodedata.normalize("NFC", text)


def test_rules_speak_both_languages_about_the_same_details() -> None:
    declared = tomllib.loads((PROJECT / "loaders" / "findings.toml").read_text("utf-8"))
    assert [code for code, rule in declared.items() if fields(rule["vi"]) != fields(rule["en"])] == []
    assert [code for code, rule in declared.items() if not rule["vi"].strip() or not rule["en"].strip()] == []


def test_every_sentence_is_said_somewhere() -> None:
    said = {text for path in sources("ui", "pages", "app") for text in spoken(path)}
    holed = re.compile("|".join(sorted(text.pattern for text in said if isinstance(text, re.Pattern))))
    assert [key for key in sentences("vi") if key not in said and not holed.fullmatch(key)] == []


def spoken(path: Path) -> set[str | re.Pattern[str]]:
    """The keys that a file may say: its texts, and patterns of its f-strings with anything in the holes."""
    patterns: set[str | re.Pattern[str]] = set()
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            patterns.add(node.value)
        elif isinstance(node, ast.JoinedStr) and any(
            isinstance(part, ast.Constant) and "." in str(part.value) for part in node.values
        ):
            told = (re.escape(str(part.value)) if isinstance(part, ast.Constant) else r"[a-z0-9_]+" for part in node.values)
            patterns.add(re.compile("".join(told)))
    return patterns
