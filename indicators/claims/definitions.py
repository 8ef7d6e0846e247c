"""Definitions that go by the same name: `definitions.toml` read, named and measured."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from base.period import Period
from indicators.measures import TOTAL, Row, measure
from indicators.shelf import catalogue, indicator
from store import Asking

_DECLARED = Path(__file__).with_name("definitions.toml")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a figure stands: a period, and a row of a breakdown as `measure` gives it."""

    period: Period
    by: str = "total"
    key: str = "total"
    programme: str = "default"


@dataclass(frozen=True, slots=True)
class Definition:
    """An indicator (`part` alone, of any kind), or a sum of indicators, or such a sum over another one."""

    part: tuple[str, ...]
    whole: tuple[str, ...] = ()

    @property
    def share(self) -> bool:
        """Whether it is a share of 1."""
        return bool(self.whole) or indicator(self.part[0]).format == "percent"

    def name(self, language: str) -> str:
        """Its name in 'vi' or 'en': the indicator's, or their names with + and / between them."""
        part, whole = (" + ".join(indicator(code).name(language) for code in codes) for codes in (self.part, self.whole))
        return f"{part} / {whole}" if whole else part


def families(code: str) -> list[Definition]:
    """The other definitions under which an indicator may be told, in the order of the declaration."""
    found = []
    for family in _families():
        if Definition((code,)) in family:
            found += [one for one in family if one != Definition((code,)) and one not in found]
    return found


def figure(reader: Asking, definition: Definition, place: Place) -> Row | None:
    """The figure of a definition at a place; None where the breakdown has no such row."""
    if not definition.whole and len(definition.part) == 1:
        return row_at(reader, definition.part[0], place)
    part, whole = (_sum(reader, codes, place) for codes in (definition.part, definition.whole))
    if part is None or (definition.whole and not whole):
        return None
    value = part / whole if whole else part
    return Row(place.key, TOTAL, part, whole, value, None, 0, 0, 0)


def row_at(reader: Asking, code: str, place: Place) -> Row | None:
    """The row of an indicator at a place."""
    rows = measure(reader, code, period=place.period, by=place.by, programme=place.programme).rows
    return next((row for row in rows if row.key == place.key), None)


def _sum(reader: Asking, codes: tuple[str, ...], place: Place) -> float | None:
    parts = [row.part for row in (row_at(reader, code, place) for code in codes) if row and row.part is not None]
    return sum(parts) if codes and len(parts) == len(codes) else None


@cache
def _families() -> list[list[Definition]]:
    declared = tomllib.loads(_DECLARED.read_text(encoding="utf-8"))["family"]
    families = [[_definition(one) for one in family["definitions"]] for family in declared]
    return [[one for one in family if {*one.part, *one.whole} <= set(catalogue())] for family in families]


def _definition(written: str | dict[str, Any]) -> Definition:
    if isinstance(written, str):
        return Definition((written,))
    return Definition(tuple(written["part"]), tuple(written.get("whole", ())))
