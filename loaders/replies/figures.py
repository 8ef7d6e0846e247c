"""The main figures of a workbook in short, so that a sender sees what was understood."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any

from base import ladder
from loaders.layouts import layouts
from loaders.replies.letter import grouped, words

Json = dict[str, Any]
_SENDER_ONLY = ("reporter", "phone", "note")


def figures(reading: Json) -> list[tuple[str, str]]:
    """Labels and values of what the reading process took from a workbook; nothing where it took nothing."""
    relations = reading.get("relations") or {}
    return [(label, value) for label, value in _all(relations) if value]


def _all(relations: Json) -> Iterator[tuple[str, str]]:
    said = words()["figure"]
    status = relations.get("status")
    if status is not None and len(status["entry"]) == 1:
        yield from _one_unit(status)
    elif status:
        yield said["units"], grouped(len(status["entry"]))
        for stage, count in sorted(Counter(value for value in status.get("stage", []) if value is not None).items()):
            yield said["stages"].format(stage=ladder.STAGES[stage][0]), grouped(count)
        yield from _sums("consolidated", "", status)
    if procedures := relations.get("procedure"):
        yield said["procedures"], grouped(len(procedures["entry"]))
    if handling := relations.get("handling"):
        annex = status is not None and len(status["entry"]) > 1
        for label, value in _sums(*(("consolidated", "handling.") if annex else ("handling", "")), handling):
            yield (label if annex else said["dossiers"].format(label=label)), value
    if activity := relations.get("activity"):
        shown = {value: word for word, value in reversed(layouts()["upkeep"].fields["kind"].choices)}
        for kind, count in Counter(activity["kind"]).items():
            yield said["activities"].format(kind=shown.get(kind, kind or "—")), grouped(count)


def _one_unit(status: Json) -> Iterator[tuple[str, str]]:
    for name, declared in layouts()["info"].fields.items():
        column = status.get(name)
        if column and name not in _SENDER_ONLY and column[0] is not None:
            yield declared.label_vi, _shown(name, column[0])


def _sums(layout: str, prefix: str, columns: Json) -> Iterator[tuple[str, str]]:
    for name, declared in layouts()[layout].fields.items():
        column = columns.get(name.removeprefix(prefix), []) if name.startswith(prefix) else []
        known = [value for value in column if value is not None]
        if declared.type == "count" and known:
            yield declared.label_vi, grouped(sum(known))


def _shown(name: str, value: Any) -> str:
    if name == "stage":
        return ladder.STAGES[value][0]
    if name == "path":
        return ladder.PATHS[value][0]
    if name == "edition":
        return f"TCVN ISO 9001:{value}"
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    return grouped(value) if isinstance(value, int) else str(value)
