"""A finding: one fault of one workbook, with its place and its sentence. Never an exception.

The sentences stand in `findings.toml`, one table a rule: severity, `holds` where the value or row is set aside
instead of the whole report being returned, and a template in both languages.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from base import Sentence

_SENTENCES = Path(__file__).with_name("findings.toml")


@dataclass(frozen=True, slots=True)
class Rule:
    """What a rule says: severity ('error', 'warning', 'info'), whether it only sets aside, and its sentences."""

    code: str
    severity: str
    holds: bool
    vi: str
    en: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault at one place; `details` fill the sentence."""

    rule: str
    sheet: str | None = None
    cell: str | None = None
    value: str | None = None
    details: dict[str, Any] = field(default_factory=dict)

    @property
    def severity(self) -> str:
        """'error', 'warning' or 'info'."""
        return rules()[self.rule].severity

    @property
    def returns(self) -> bool:
        """Whether this fault alone sends the report back."""
        rule = rules()[self.rule]
        return rule.severity == "error" and not rule.holds

    @property
    def message(self) -> Sentence:
        """The sentence in both languages: where, what was found, what to do."""
        rule = rules()[self.rule]
        places = {"sheet": self.sheet or "", "cell": self.cell or "", "value": self.value or ""} | self.details
        return Sentence(rule.vi.format_map(_Spoken(places, "vi")), rule.en.format_map(_Spoken(places, "en")))


class _Spoken(dict[str, Any]):
    """Details by name; a detail that has two languages is stored as {'vi': …, 'en': …}."""

    def __init__(self, details: dict[str, Any], language: str) -> None:
        super().__init__({name: value[language] if isinstance(value, dict) else value for name, value in details.items()})

    def __missing__(self, name: str) -> str:
        return "…"


@cache
def rules() -> dict[str, Rule]:
    """Every rule by its code, as declared in `findings.toml`."""
    declared = tomllib.loads(_SENTENCES.read_text(encoding="utf-8"))
    return {
        code: Rule(code, entry["severity"], entry.get("holds", False), entry["vi"], entry["en"])
        for code, entry in declared.items()
    }
