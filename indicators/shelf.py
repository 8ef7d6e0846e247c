"""The shelf of indicators: one .sql file a piece, its meaning in the header, its arithmetic in the body.

A header line is `-- key: value`. The file's name is the code, its folder the theme. The body is one SELECT over the
relations of `relations/`, giving for each unit and period asked for

    unit_id, period     which unit, which period (its label)
    part, whole         what is added up; `whole` is null for a count; null part: nobody told
    told                (may be left out: true) a report of this very period tells it, in full

Units that should tell are in the rows even where they did not: that is how coverage is counted.

kind        stock: state at the end of the period; flow: happened in it; ratio: part / whole, recomputed at every level
over_time   how a longer period follows from its quarters: last (stock), first (stock at the opening), sum (flow),
            distinct (a unit counts once however often), balance (flows of the period with the stock at its end)
format      count, percent, number (a mean: two places), money (đồng)
population  whose figures count: all (units, divisions too), offices (in scope), mandatory (offices obliged), communes
bounds      what a silent unit could add: unit (a unit counts at most once, in part and whole), share (any whole, a part of
            it), rising (its whole is known, the part may grow), open (anything); left out: share for a percentage, else open
fields      what the figure is drawn from, for lineage: `relation.field` or `relation(kind …).field`
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from pathlib import Path

from base.errors import UnknownIndicator

SHELF = Path(__file__).parent
ALLOWED = {
    "kind": ("stock", "flow", "ratio"),
    "over_time": ("last", "first", "sum", "distinct", "balance"),
    "format": ("count", "percent", "number", "money"),
    "better": ("higher", "lower", "neutral"),
    "population": ("all", "offices", "mandatory", "communes"),
    "bounds": ("unit", "share", "rising", "open"),
}
NOT_THEMES = ("relations", "cells", "records", "__pycache__")
_HEADER = re.compile(r"^-- (\w+): (.*)$")
_TOLD = re.compile(r"\btold\b")
_FIELD = re.compile(r"^(\w+)(?:\(([\w ]+)\))?\.(\w+)$")


@dataclass(frozen=True, slots=True)
class Field:
    """One field of the store that an indicator is drawn from; `kinds` narrows the rows of a list to some kinds."""

    relation: str
    name: str
    kinds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Indicator:
    """One indicator: its names, its kind, its meaning in both languages, its legal source, its arithmetic."""

    code: str
    theme: str
    name_vi: str
    name_en: str
    kind: str
    over_time: str
    format: str
    better: str
    population: str
    definition_vi: str
    definition_en: str
    source: str
    priority: str
    fields: tuple[Field, ...]
    bounds: str
    body: str

    @property
    def tells(self) -> bool:
        """Whether the body says who told; otherwise whoever has a part has told it."""
        return bool(_TOLD.search(self.body))

    def name(self, language: str) -> str:
        """The name in 'vi' or 'en'."""
        return self.name_en if language == "en" else self.name_vi


@cache
def catalogue() -> dict[str, Indicator]:
    """Every indicator by its code, in the order of themes and files; read once a process."""
    files = sorted(path for path in SHELF.glob("*/*.sql") if path.parent.name not in NOT_THEMES)
    return {path.stem: _read(path) for path in files}


def indicator(code: str) -> Indicator:
    """The indicator of a code; raises UnknownIndicator, with the nearest code."""
    found = catalogue().get(code)
    if found is None:
        near = get_close_matches(code, catalogue(), n=1, cutoff=0.5)
        vi = f" Có phải «{near[0]}»?" if near else " Xem danh sách: python -m indicators list."
        en = f" Did you mean «{near[0]}»?" if near else " See the list: python -m indicators list."
        raise UnknownIndicator(f"Không có chỉ tiêu «{code}».{vi}", f"There is no indicator «{code}».{en}")
    return found


def _read(path: Path) -> Indicator:
    header: dict[str, str] = {}
    lines = path.read_text(encoding="utf-8").splitlines()
    count = 0
    for line in lines:
        match = _HEADER.match(line)
        if not match:
            break
        header[match[1]] = match[2].strip()
        count += 1
    body = "\n".join(lines[count:]).strip()
    header.setdefault("bounds", "share" if header.get("kind") == "ratio" and header.get("format") == "percent" else "open")
    fields = tuple(_field(text.strip(), path) for text in header.pop("fields", "").split(",") if text.strip())
    try:
        found = Indicator(code=path.stem, theme=path.parent.name, fields=fields, body=body, **header)
    except TypeError as error:
        raise ValueError(f"{path.name}: {error}") from error
    _check(found, path)
    return found


def _field(text: str, path: Path) -> Field:
    match = _FIELD.match(text)
    if not match:
        raise ValueError(f"{path.name}: field «{text}» is not relation.field")
    return Field(match[1], match[3], tuple((match[2] or "").split()))


def _check(found: Indicator, path: Path) -> None:
    for key, allowed in ALLOWED.items():
        if getattr(found, key) not in allowed:
            raise ValueError(f"{path.name}: {key} is one of {', '.join(allowed)}")
    if not found.body or not found.fields:
        raise ValueError(f"{path.name}: a body and fields are missing")
