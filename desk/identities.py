"""Sums that a report must keep after a correction; the same that the reception demands of a workbook."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from base import Sentence

_DECLARED = Path(__file__).with_name("sums.toml")
# The counts of form F1's first sheet that equal rows of its list of procedures.
LISTED = {"procedures_tthc": "tthc", "procedures_internal": "internal"}
Rows = Mapping[str, Sequence[Mapping[str, Any]]]


@dataclass(frozen=True, slots=True)
class Sum:
    """whole = parts in a row of a relation; `within`: the one part is not more than the whole."""

    relation: str
    whole: str
    parts: tuple[str, ...]
    within: bool


@cache
def _declared() -> dict[str, Any]:
    return tomllib.loads(_DECLARED.read_text(encoding="utf-8"))


@cache
def sums() -> tuple[Sum, ...]:
    """Every sum, as declared in `sums.toml`."""
    return tuple(
        Sum(relation, entry["whole"], tuple(entry["parts"]), entry.get("within", False))
        for relation, entries in _declared().items()
        if relation != "label"
        for entry in entries
    )


def broken(rows: Rows) -> Iterator[Sentence]:
    """What the rows of one report, by relation, do not keep."""
    for one in sums():
        for row in rows.get(one.relation, ()):
            said = _said(one, row)
            if said:
                yield said
    yield from _not_as_listed(rows)


def _said(one: Sum, row: Mapping[str, Any]) -> Sentence | None:
    known = {name.rstrip("?"): (row[name.rstrip("?")] or 0) if name.endswith("?") else row[name] for name in one.parts}
    whole = row[one.whole]
    if whole is None or None in known.values():
        return None
    total = sum(known.values())
    if total <= whole if one.within else total == whole:
        return None

    def told(language: int) -> str:
        parts = " + ".join(f"«{_label(name, language)}» {value}" for name, value in known.items())
        is_total = f" = {total}" if len(known) > 1 else ""
        return f"{parts}{is_total} {'>' if one.within else '≠'} «{_label(one.whole, language)}» {whole}"

    return Sentence(told(0), told(1))


def _not_as_listed(rows: Rows) -> Iterator[Sentence]:
    kinds = [row["kind"] for row in rows.get("procedure", ())]
    for row in rows.get("status", ()) if kinds else ():
        for name, kind in LISTED.items():
            count = kinds.count(kind)
            if row[name] is not None and row[name] != count:
                yield Sentence(
                    f"«{_label(name, 0)}» là {row[name]} nhưng danh mục quy trình có {count} dòng loại này",
                    f"«{_label(name, 1)}» is {row[name]} but the list of procedures has {count} rows of that kind",
                )


def _label(name: str, language: int) -> str:
    return str(_declared()["label"][name][language])
