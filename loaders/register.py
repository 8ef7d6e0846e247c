"""The register of units, and finding a unit by the code or name that somebody wrote. Never fuzzy in silence."""

from __future__ import annotations

import difflib
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from loaders.findings import Finding
from loaders.folding import fold

_ABBREVIATIONS = (
    (re.compile(r"^(ủy ban nhân dân|u\.?b\.?n\.?d\.?)\s+"), "ubnd "),
    (re.compile(r"\btp\.?\s*(?=\w)"), "thành phố "),
    (re.compile(r"\btx\.?\s*(?=\w)"), "thị xã "),
    (re.compile(r"\btt\.\s*"), "thị trấn "),
    (re.compile(r"\bp\.\s*"), "phường "),
    (re.compile(r"\bx\.\s*"), "xã "),
    (re.compile(r"\bh\.\s*"), "huyện "),
    (re.compile(r"\bq\.\s*"), "quận "),
    (re.compile(r"\bkh\s*(?:&|và)?\s*cn\b"), "khoa học và công nghệ"),
    (re.compile(r"\s*&\s*"), " và "),
    (re.compile(r"\b0+(?=\d)"), ""),
)


def unit_key(name: str) -> str:
    """A key that two spellings of one unit's name share."""
    key = fold(name)
    for pattern, full in _ABBREVIATIONS:
        key = pattern.sub(full, key)
    return " ".join(key.split())


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit of the register, in one interval of validity."""

    unit_id: str
    name: str
    parent_id: str | None
    valid_from: date | None
    valid_to: date | None

    def valid_in(self, start: date, end: date) -> bool:
        """Whether the unit existed on some day of a period."""
        return (self.valid_from is None or self.valid_from <= end) and (self.valid_to is None or self.valid_to >= start)


class Register:
    """All units of one programme, found by code or by name within their parent."""

    def __init__(self, units: Iterable[Unit]) -> None:
        self._by_id: dict[str, list[Unit]] = defaultdict(list)
        self._by_key: dict[str, list[Unit]] = defaultdict(list)
        for unit in units:
            self._by_id[unit.unit_id].append(unit)
            self._by_key[unit_key(unit.name)].append(unit)

    def __len__(self) -> int:
        return len(self._by_id)

    def name(self, unit_id: str) -> str:
        """The unit's name as the register writes it."""
        return self._by_id[unit_id][-1].name

    def valid(self, unit_id: str, start: date, end: date) -> bool:
        """Whether the unit existed in a period."""
        return any(unit.valid_in(start, end) for unit in self._by_id[unit_id])

    def find(self, named: Mapping[str, Any], sheet: str, cell: str) -> tuple[str | None, Finding | None]:
        """The unit that a code, name and parent mean; or None, and the finding that says why it is held."""
        code, name = (named.get("code") or "").strip(), named.get("name") or ""
        if not self._by_id:
            return None, Finding("register_empty", sheet, cell)
        found = self._by_code(code)
        if found:
            return self._check_name(found, name, sheet, cell)
        candidates = self._by_name(name, named.get("parent"))
        if len(candidates) == 1 and not code:
            return candidates[0].unit_id, None
        if len(candidates) > 1 and not code:
            listed = "; ".join(f"{unit.unit_id} {unit.name}" for unit in candidates[:5])
            return None, Finding("ambiguous_unit", sheet, cell, name, {"candidates": listed})
        return None, Finding("unknown_unit", sheet, cell, code or name or "—", {"candidates": self._near(name, candidates)})

    def _by_code(self, code: str) -> str | None:
        if not code:
            return None
        return code if code in self._by_id else code.upper() if code.upper() in self._by_id else None

    def _check_name(self, found: str, name: str, sheet: str, cell: str) -> tuple[str | None, Finding | None]:
        registered = self.name(found)
        if not name or unit_key(name) == unit_key(registered):
            return found, None
        others = {unit.unit_id for unit in self._by_key.get(unit_key(name), ())}
        if others and found not in others:
            return None, Finding("unit_mismatch", sheet, cell, found, {"of_code": f"«{registered}»", "name": name})
        return found, Finding("unit_name_differs", sheet, cell, name, {"name": registered})

    def _by_name(self, name: str, parent: str | None) -> list[Unit]:
        found = {unit.unit_id: unit for unit in self._by_key.get(unit_key(name), ())} if name else {}
        if len(found) > 1 and parent:
            wanted = unit_key(parent)
            within = [
                u
                for u in found.values()
                if u.parent_id == parent or (u.parent_id and unit_key(self._named(u.parent_id)) == wanted)
            ]
            return within or list(found.values())
        return list(found.values())

    def _named(self, unit_id: str) -> str:
        return self.name(unit_id) if unit_id in self._by_id else unit_id

    def _near(self, name: str, candidates: list[Unit]) -> dict[str, str]:
        near = [f"{unit.unit_id} {unit.name}" for unit in candidates]
        if not near and name:
            keys = difflib.get_close_matches(unit_key(name), list(self._by_key), n=3, cutoff=0.75)
            near = [f"{unit.unit_id} {unit.name}" for key in keys for unit in self._by_key[key][:2]]
        listed = "; ".join(near[:3])
        return {"vi": f" (gần giống: {listed})", "en": f" (similar: {listed})"} if listed else {"vi": "", "en": ""}
