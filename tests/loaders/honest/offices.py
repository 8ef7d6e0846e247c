"""The register of layouts: each is one way in which some office lays out a report, and the values it wrote."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.loaders.honest.facts import PERIOD, Row
from tests.loaders.honest.paper import Page, by_openpyxl

# (unit, period, relation, row, field): value. The row is a field of work, a procedure or a course; empty where a unit has one.
Key = tuple[str, str, str, str, str]
Maker = Callable[[list[Page]], bytes]


@dataclass
class Office:
    """What one office wrote: its sheets, and every value that a reader should find."""

    pages: list[Page] = field(default_factory=list)
    expected: dict[Key, Any] = field(default_factory=dict)
    may_say: frozenset[str] = frozenset()

    def page(self, name: str, **more: Any) -> Page:
        """A further sheet."""
        self.pages.append(Page(name, **more))
        return self.pages[-1]

    def expect(self, unit: str, relation: str, row: str, values: Mapping[str, Any], *, period: str = PERIOD) -> None:
        """Values that were written of a unit; None is not written and not expected."""
        for name, value in values.items():
            if value is not None:
                self.expected[unit, period, relation, row, name] = value


@dataclass(frozen=True)
class Honest:
    """A layout ready to be read: its name, the bytes, the kind of workbook, the values, and findings that are in place."""

    name: str
    data: bytes
    kind: str
    expected: dict[Key, Any]
    may_say: frozenset[str]


LAYOUTS: dict[str, tuple[Callable[[Office], None], Maker, str]] = {}


def office(make: Maker = by_openpyxl, kind: str = "xlsx") -> Callable[[Callable[[Office], None]], Callable[[Office], None]]:
    """Puts a layout on the register, written by a maker."""

    def register(lay_out: Callable[[Office], None]) -> Callable[[Office], None]:
        LAYOUTS[lay_out.__name__] = (lay_out, make, kind)
        return lay_out

    return register


def laid_out(name: str) -> Office:
    """The sheets and values of a layout."""
    found = Office()
    LAYOUTS[name][0](found)
    return found


def only(row: Row, *names: str) -> Row:
    """Some of the values of a row."""
    return {name: row[name] for name in names}
