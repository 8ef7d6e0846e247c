"""A form that came back as empty as it was sent out: one sentence says so, and nothing else is asked of it."""

from __future__ import annotations

from typing import Any

from loaders.findings import Finding
from loaders.forms import Form

Json = dict[str, Any]
_PLACES = ("entry", "sheet", "row_number")


def unfilled(form: Form, reading: Json) -> list[Finding]:
    """The finding on a unit's own report in which neither the unit nor a single value was written; else none."""
    entries = reading["entries"]
    if form.source != "own" or any(told is not None for entry in entries for told in entry["unit"].values()):
        return []
    columns = (column for told in reading["relations"].values() for name, column in told.items() if name not in _PLACES)
    if any(value is not None for column in columns for value in column) or reading["held"]:
        return []
    return [Finding("form_not_filled", entry["sheet"], entry["cell"]) for entry in entries[:1]]
