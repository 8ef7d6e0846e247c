"""A form that came back as empty as it was sent out: one sentence says so, and nothing else is asked of it."""

from __future__ import annotations

from typing import Any

from loaders.findings import Finding
from loaders.forms import Form

Json = dict[str, Any]
_PLACES = ("entry", "sheet", "row_number")


def unfilled(form: Form, reading: Json) -> list[Finding]:
    """The finding on a form without a single unit or value: a table with no row, a report that names nobody; else none."""
    if form.period == "none" or reading["held"]:
        return []
    columns = (column for told in reading["relations"].values() for name, column in told.items() if name not in _PLACES)
    if any(value is not None for column in columns for value in column):
        return []
    entries = reading["entries"]
    if any(told is not None for entry in entries for told in entry["unit"].values()):
        return []
    sheet, cell = (entries[0]["sheet"], entries[0]["cell"]) if entries else (reading["places"][0][0], "A1")
    return [Finding("form_not_filled", sheet, cell)]
