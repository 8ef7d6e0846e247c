"""The register of the country in data/reference: its units and what followed what on 1/7/2025, as they are kept there."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from functools import cache

from base.settings import PROJECT

FOLDER = PROJECT / "data" / "reference"
FILES = ("provinces.csv", "districts.csv", "communes-2004.csv", "communes-2025.csv")


@dataclass(frozen=True, slots=True)
class Territory:
    """One territory in one interval of validity; `code` is official and not a key, `kind` is «xã», «quận» …"""

    unit_id: str
    name: str
    kind: str
    code: str
    parent_id: str | None
    valid_from: date | None
    valid_to: date | None
    latitude: float | None
    longitude: float | None


@dataclass(frozen=True, slots=True)
class Step:
    """One territory that followed another; kind: 'merge', 'split', 'rename', 'retype'."""

    old_unit: str
    new_unit: str
    kind: str
    effective_on: date


@cache
def territories() -> tuple[Territory, ...]:
    """Every province, district and commune before and after 1/7/2025, higher levels first; source: data/reference/README.md."""
    return tuple(
        Territory(unit_id, name, kind, code, parent or None, _day(start), _day(end), _degrees(latitude), _degrees(longitude))
        for file in FILES
        for unit_id, name, kind, code, parent, start, end, latitude, longitude in _rows(file)
    )


@cache
def steps() -> tuple[Step, ...]:
    """Which territory became which on 1/7/2025; those that only went on are not in it, districts have no successor."""
    return tuple(Step(old, new, kind, date.fromisoformat(day)) for old, new, kind, day in _rows("successions.csv"))


def _rows(file: str) -> list[list[str]]:
    with (FOLDER / file).open(encoding="utf-8", newline="") as source:
        return list(csv.reader(source))[1:]


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _degrees(text: str) -> float | None:
    return float(text) if text else None
