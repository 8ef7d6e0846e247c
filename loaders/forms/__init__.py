"""A shelf of forms: every `.toml` here says which layouts make up one report form.

source   "own" (a unit's own report), "annex" (lines of many units), "list" (activities of many units),
         "register" or "programme"
rank     the order of recognising and loading: the register comes before the reports that need it
needs    layouts without which the workbook is not this form;  may: layouts it may also hold
period   "required", "from_dates" (taken from the dates of its rows) or "none"
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Form:
    """One report form and the layouts it is made of."""

    code: str
    name_vi: str
    name_en: str
    basis: str
    source: str
    rank: int
    needs: frozenset[str]
    may: frozenset[str]
    period: str


@cache
def forms() -> dict[str, Form]:
    """Every form of the shelf, by code, in order of rank."""
    found = [_read(path) for path in Path(__file__).parent.glob("*.toml")]
    return {form.code: form for form in sorted(found, key=lambda form: form.rank)}


def _read(path: Path) -> Form:
    declared = tomllib.loads(path.read_text(encoding="utf-8"))
    return Form(
        code=path.stem,
        name_vi=declared["name_vi"],
        name_en=declared["name_en"],
        basis=declared["basis"],
        source=declared["source"],
        rank=declared["rank"],
        needs=frozenset(declared["needs"]),
        may=frozenset(declared.get("may", ())),
        period=declared.get("period", "required"),
    )
