"""Compares what was read of a layout with what its office wrote."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from loaders.folding import fold
from loaders.workbook import Reader
from tests.loaders.honest.offices import Honest, Key

PLACES = ("entry", "sheet", "row_number", "unit_cell")
ROW_NAMES = {"handling": "field_of_work", "procedure": "name", "activity": "content", "narrative": "topic"}


@dataclass
class Compared:
    """One layout: how many values were expected and exact; which were lost or wrong; the rules that spoke."""

    name: str
    expected: int
    exact: int
    lost: list[Key] = field(default_factory=list)
    wrong: dict[Key, Any] = field(default_factory=dict)
    said: dict[str, str] = field(default_factory=dict)
    form: str | None = None
    may_say: frozenset[str] = frozenset()


def compared(honest: Honest, reader: Reader | None = None) -> Compared:
    """Reads one layout; a value that was read and never written is wrong, as is one that differs."""
    reading = (reader or Reader()).read(honest.kind, honest.data)
    found = dict(read_values(reading))
    expected = {(fold(key[0]), *key[1:]): value for key, value in honest.expected.items()}
    counts = reading["counts"]
    assert counts["rows_read"] == counts["rows_loaded"] + counts["rows_held"] + counts["rows_ignored"], honest.name
    assert min(counts.values()) >= 0, honest.name
    return Compared(
        honest.name,
        len(expected),
        sum(found.get(key) == value for key, value in expected.items()),
        [key for key in expected if key not in found],
        {key: value for key, value in found.items() if expected.get(key) != value},
        {
            finding["rule"]: f"{finding['sheet']}!{finding['cell']} {finding['value']} {finding['details']}"
            for finding in reading["findings"]
        },
        reading["form"],
        honest.may_say,
    )


def read_values(reading: dict[str, Any]) -> Iterator[tuple[Key, Any]]:
    """Every value that a reading would store, by unit, period, relation, row and field."""
    for relation, columns in reading.get("relations", {}).items():
        named = ROW_NAMES.get(relation, "")
        for i in range(len(columns["entry"])):
            entry = reading["entries"][columns["entry"][i]]
            unit = entry["unit"] or {"code": columns["unit_code"][i], "name": columns["unit_name"][i]}
            row = columns.get(named, [None] * (i + 1))[i] or ""
            for name, column in columns.items():
                if column[i] is not None and name not in {*PLACES, named, "unit_code", "unit_name"}:
                    value = plain_value(column[i])
                    yield (fold(unit["code"] or unit["name"] or ""), entry["period"], relation, row, name), value


def plain_value(value: Any) -> Any:
    """A value as a reading gives it."""
    return value.isoformat() if isinstance(value, date) else value
