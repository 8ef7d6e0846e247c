"""A finding: one fault of one workbook, with its place and its sentence. Never an exception.

The sentences stand in `findings.toml`, one table a rule: severity, `holds` where the value or row is set aside
instead of the whole report being returned, `each` where every cell is a question of its own that is never counted
together with others, and a template in both languages.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

from base import Sentence, parse_period
from base.sentence import visible

LONGEST_SHOWN = 400
_SENTENCES = Path(__file__).with_name("findings.toml")
_REPEATED = "repeated"  # not a rule: the sentence that follows where one finding stands for many cells
MANY = 10  # repeats of one rule on one sheet that are still listed one by one
_SHOWN = 5
_CELL = re.compile(r"([A-Z]+)(\d+)$")
_PERIOD = re.compile(r"20\d\d(?:Q[1-4]|H[12]|M(?:0[1-9]|1[0-2]))")


@dataclass(frozen=True, slots=True)
class Rule:
    """What a rule says: severity ('error', 'warning', 'info'), whether it only sets aside, whether its repeats are
    always told one by one, and its sentences.
    """

    code: str
    severity: str
    holds: bool
    each: bool
    vi: str
    en: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault at one place; `details` fill the sentence. `unit` is the id of the unit it speaks of, where that is
    known, `period` a label. `cells` lists every cell where one finding stands for several; `cell` is the first.
    """

    rule: str
    sheet: str | None = None
    cell: str | None = None
    value: str | None = None
    details: dict[str, Any] = field(default_factory=dict)
    cells: tuple[str, ...] = ()
    unit: str | None = None
    period: str | None = None

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
        vi, en = rule.vi.format_map(_Spoken(places, "vi")), rule.en.format_map(_Spoken(places, "en"))
        if len(self.cells) <= MANY:
            return Sentence(vi, en)
        more = _declared()[_REPEATED]
        told = {"count": len(self.cells), "range": _range(self.cells), "first": ", ".join(self.cells[:_SHOWN])}
        return Sentence(f"{vi} {more['vi'].format_map(told)}", f"{en} {more['en'].format_map(told)}")


def gathered(findings: Iterable[Finding]) -> list[Finding]:
    """The findings of one workbook; a rule that fires on more than `MANY` cells of a sheet becomes one finding.

    It stands where the first of them stood, counts them, and keeps the address of every cell.
    """
    listed = list(findings)
    alike: dict[tuple[str, str | None], list[Finding]] = {}
    for finding in listed:
        alike.setdefault((finding.rule, finding.sheet), []).append(finding)
    many = {key for key, same in alike.items() if len(same) > MANY and not rules()[key[0]].each}
    if not many:
        return listed
    found: list[Finding] = []
    for finding in listed:
        key = (finding.rule, finding.sheet)
        if key not in many:
            found.append(finding)
        elif finding is alike[key][0]:
            found.append(_together(alike[key]))
    return found


def _together(same: list[Finding]) -> Finding:
    cells = tuple(dict.fromkeys(cell for finding in same for cell in (finding.cells or (finding.cell or "",)) if cell))
    alone = len({finding.unit for finding in same}) == 1
    return replace(same[0], cells=cells, unit=same[0].unit if alone else None)


def attributed(findings: Iterable[Finding], entries: Sequence[Mapping[str, Any]]) -> list[Finding]:
    """The findings of one workbook, each with the unit and period of the line it stands in, where the line names one.

    `entries` are the units that the workbook speaks of: `unit_id`, `period`, and `sheet` and `cell` of the name.
    """
    lines = {(entry["sheet"], _row(entry["cell"])): entry for entry in entries}
    told = []
    for finding in findings:
        entry = entries[0] if len(entries) == 1 else lines.get((finding.sheet, _row(finding.cell)))
        fresh = entry and finding.unit is None
        told.append(replace(finding, unit=entry.get("unit_id"), period=entry["period"]) if entry and fresh else finding)
    return told


def _row(cell: str | None) -> str:
    return (cell or "").lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")


def as_json(finding: Finding) -> dict[str, Any]:
    """A finding for the way between processes."""
    return {
        "rule": finding.rule,
        "sheet": finding.sheet,
        "cell": finding.cell,
        "value": finding.value,
        "details": finding.details,
        "cells": finding.cells,
        "unit": finding.unit,
        "period": finding.period,
    }


def from_json(told: dict[str, Any]) -> Finding:
    """The finding that `as_json` has told."""
    return Finding(**{**told, "cells": tuple(told["cells"])})


def _range(cells: Iterable[str]) -> str:
    """The smallest range that holds all cells: «C8:F47»."""
    places = [match.groups() for cell in cells if (match := _CELL.match(cell))]
    if not places:
        return ""
    letters = sorted({column for column, _ in places}, key=lambda column: (len(column), column))
    rows = [int(row) for _, row in places]
    return f"{letters[0]}{min(rows)}:{letters[-1]}{max(rows)}"


class _Spoken(dict[str, Any]):
    """Details by name, fit to be shown; a detail that has two languages is stored as {'vi': …, 'en': …}."""

    def __init__(self, details: dict[str, Any], language: str) -> None:
        super().__init__({name: _shown(_said(name, value, language)) for name, value in details.items()})

    def __missing__(self, name: str) -> str:
        return "…"


def _said(name: str, value: Any, language: str) -> Any:
    """A detail in the reader's language: a period by its name; what a cell says stays as it stands there."""
    if isinstance(value, dict):
        return value[language]
    if name != "value" and type(value) is str and _PERIOD.fullmatch(value):
        return parse_period(value).name(language)
    return value


def _shown(value: Any) -> Any:
    """Text of a workbook inside a sentence: nothing that a terminal would obey or that turns the line around, not pages long."""
    if type(value) is not str or (len(value) <= LONGEST_SHOWN and value.isprintable()):
        return value
    return visible(value if len(value) <= LONGEST_SHOWN else f"{value[:LONGEST_SHOWN]}…")


@cache
def _declared() -> dict[str, Any]:
    return tomllib.loads(_SENTENCES.read_text(encoding="utf-8"))


@cache
def rules() -> dict[str, Rule]:
    """Every rule by its code, as declared in `findings.toml`."""
    return {
        code: Rule(code, entry["severity"], entry.get("holds", False), entry.get("each", False), entry["vi"], entry["en"])
        for code, entry in _declared().items()
        if code != _REPEATED
    }
