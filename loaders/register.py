"""The register of units, and finding a unit by the code or name that somebody wrote. Never fuzzy in silence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from loaders.findings import Finding
from loaders.names import unit_key
from loaders.spellings import Ids, Spellings

Period = tuple[date, date]
Found = tuple[str | None, Finding | None]
_SAME_UNIT = ("rename", "retype")
_MOST = 6


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


@dataclass(frozen=True, slots=True)
class Candidate:
    """A unit that a name may have meant."""

    unit_id: str
    name: str
    parent_name: str | None


@dataclass(frozen=True, slots=True)
class Alias:
    """A spelling that people settled: under a parent (as written, or its code) or anywhere; `unit_id` None: withdrawn."""

    spelling: str
    parent: str | None
    unit_id: str | None


@dataclass(frozen=True, slots=True)
class Succession:
    """One unit that followed another; kind: 'merge', 'split', 'rename', 'retype', 'dissolve'."""

    old_unit: str
    new_unit: str
    kind: str


class Register:
    """All units of one programme, found by code or by name within their parent; names of a period are its own."""

    def __init__(self, units: Iterable[Unit], aliases: Iterable[Alias] = (), successions: Iterable[Succession] = ()) -> None:
        self._units = list(units)
        self._by_id: dict[str, list[Unit]] = defaultdict(list)
        for unit in self._units:
            self._by_id[unit.unit_id].append(unit)
        self._aliases = _settled(aliases)
        self._successions = list(successions)
        self._known: dict[Any, Found] = {}

    def __len__(self) -> int:
        return len(self._by_id)

    def name(self, unit_id: str) -> str:
        """The unit's name as the register writes it."""
        return self._by_id[unit_id][-1].name

    def valid(self, unit_id: str, start: date, end: date) -> bool:
        """Whether the unit existed in a period."""
        return any(unit.valid_in(start, end) for unit in self._by_id[unit_id])

    def find(self, named: Mapping[str, Any], sheet: str, cell: str, period: Period | None = None) -> Found:
        """The unit that a code, name and parent mean, and what is to be said of it; no unit where it must be asked for.

        A name means the unit that has it in the period (its last day decides); findings of rule unknown_unit,
        ambiguous_unit and unit_not_valid carry `spelling`, `parent` and `options` (candidates, best first) in their details.
        """
        if not self._by_id:
            return None, Finding("register_empty", sheet, cell)
        code, name = (named.get("code") or "").strip(), (named.get("name") or "").strip()
        parent = (named.get("parent") or "").strip()
        if found := self._by_code(code):
            return self._check_name(found, name, sheet, cell)
        asked = (code, name, parent, period)
        if asked not in self._known:
            self._known[asked] = self._by_name(code, name, parent, period)
        unit_id, finding = self._known[asked]
        return unit_id, finding and Finding(finding.rule, sheet, cell, finding.value, finding.details)

    def _by_code(self, code: str) -> str | None:
        if not code:
            return None
        return code if code in self._by_id else code.upper() if code.upper() in self._by_id else None

    def _check_name(self, found: str, name: str, sheet: str, cell: str) -> Found:
        registered = self.name(found)
        if not name or name == registered or unit_key(name) in {unit_key(unit.name) for unit in self._by_id[found]}:
            return found, None
        others = self._spellings.exact(unit_key(name))
        if others and found not in others:
            return None, Finding("unit_mismatch", sheet, cell, found, {"of_code": f"«{registered}»", "name": name})
        return found, Finding("unit_name_differs", sheet, cell, name, {"name": registered})

    def _by_name(self, code: str, name: str, parent: str, period: Period | None) -> Found:
        """The same without a place: by the register, then by what people settled, then without diacritics, said aloud."""
        above = self._spellings.over(parent) if parent else None
        exact = () if code or not name else self._exact(name, above)
        found = self._of_period(exact, name, period)
        if len(found) == 1 and self._is_valid(found[0], period):
            return found[0], self._said(name, found[0], exact, parent if parent and above is None else "")
        settled = self._of_period(self._by_alias(code or name, parent), "", period)
        if len(settled) == 1 and self._is_valid(settled[0], period):
            return settled[0], None
        if not found and not code and name and (above or not parent):
            loose = self._of_period(self._spellings.loosely(name, above), "", period)
            if len(loose) == 1 and self._is_valid(loose[0], period):
                details = {"name": self.name(loose[0]), "unit": loose[0]}
                return loose[0], Finding("unit_name_loose", value=name, details=details)
            found = loose if len(loose) > 1 else ()
        return None, self._question(code, name, parent, found or settled, period)

    def _exact(self, name: str, above: Ids | None) -> Ids:
        """Units with this name below the parent; below no known parent, everywhere."""
        return self._spellings.inside(self._spellings.exact(unit_key(name)), above) or self._spellings.within(name, above)

    def _of_period(self, ids: Ids, name: str, period: Period | None) -> Ids:
        """Of several units those of the period; for a unit that was renamed before or after it, the one valid in it."""
        if period is None or not ids:
            return ids
        last_day = (period[1], period[1])
        for days in (last_day, period):
            key = unit_key(name) if name and len(ids) > 1 else ""
            named = [i for i in ids if any(u.valid_in(*days) and (not key or unit_key(u.name) == key) for u in self._by_id[i])]
            if found := tuple(named) or tuple(i for i in ids if self.valid(i, *days)):
                return found
        renamed = {other for unit_id in ids for other in self._same_as(unit_id) if self._is_valid(other, last_day)}
        return tuple(sorted(renamed)) or ids

    def _is_valid(self, unit_id: str, period: Period | None) -> bool:
        return period is None or self.valid(unit_id, *period)

    def _same_as(self, unit_id: str) -> set[str]:
        """The units that are this one under another name or kind, before or after."""
        known, waiting = {unit_id}, [unit_id]
        while waiting:
            fresh = self._renamed.get(waiting.pop(), set()) - known
            known |= fresh
            waiting += fresh
        return known & set(self._by_id)

    def _by_alias(self, spelling: str, parent: str) -> Ids:
        under = self._aliases.get(unit_key(spelling), {})
        tops = set(self._spellings.over(parent) or ()) if parent else set()
        for written, unit_id in under.items():
            same = written is not None and parent and (unit_key(written) == unit_key(parent) or written in tops)
            if same and unit_id in self._by_id:
                return (unit_id,)
        anywhere = under.get(None)
        return (anywhere,) if anywhere in self._by_id else ()

    def _said(self, name: str, found: str, exact: Ids, unknown_parent: str) -> Finding | None:
        if unknown_parent:
            return Finding("unit_parent_unknown", value=name, details={"name": self.name(found), "parent": unknown_parent})
        if found not in exact:
            return Finding("unit_renamed", value=name, details={"name": self.name(found), "unit": found})
        return None

    def _question(self, code: str, name: str, parent: str, found: Ids, period: Period | None) -> Finding:
        spelling = code or name
        details: dict[str, Any] = {"spelling": spelling, "parent": parent or None}
        if len(found) == 1 and period:
            after = sorted({s.new_unit for s in self._successions if s.old_unit == found[0]} & set(self._by_id))
            details |= {"options": self._candidates(after), "period": f"{period[0]:%d/%m/%Y}–{period[1]:%d/%m/%Y}"}
            return Finding("unit_not_valid", value=spelling, details=details)
        if len(found) > 1 and not code:
            details["options"] = self._candidates(found)
            return Finding("ambiguous_unit", value=name, details=details | {"candidates": _listed(details["options"], 5)})
        options = details["options"] = self._candidates(self._near(name, parent))
        similar = {"vi": f" (gần giống: {_listed(options)})", "en": f" (similar: {_listed(options)})"}
        under = {"vi": f" thuộc «{parent}»", "en": f" under «{parent}»"}
        nothing = {"vi": "", "en": ""}
        details |= {"candidates": similar if options else nothing, "within": under if parent and not code else nothing}
        return Finding("unknown_unit", value=spelling or "—", details=details)

    def _near(self, name: str, parent: str) -> list[str]:
        """First the units that have this very name elsewhere, then those that resemble it; for a code, by the name beside it."""
        if not name:
            return []
        above = self._spellings.over(parent) if parent else None
        same = self._spellings.exact(unit_key(name))
        return list(dict.fromkeys([*self._spellings.inside(same, above), *same, *self._spellings.near(name, above)]))[:_MOST]

    def _candidates(self, ids: Sequence[str]) -> tuple[Candidate, ...]:
        return tuple(Candidate(unit_id, self.name(unit_id), self._name_above(unit_id)) for unit_id in ids[:_MOST])

    def _name_above(self, unit_id: str) -> str | None:
        parent = self._by_id[unit_id][-1].parent_id
        return self.name(parent) if parent in self._by_id else parent

    @cached_property
    def _spellings(self) -> Spellings:
        ids, names = [unit.unit_id for unit in self._units], [unit.name for unit in self._units]
        parents = {unit_id: {unit.parent_id for unit in known if unit.parent_id} for unit_id, known in self._by_id.items()}
        return Spellings(ids, names, parents)

    @cached_property
    def _renamed(self) -> dict[str, set[str]]:
        pairs: dict[str, set[str]] = defaultdict(set)
        for one in self._successions:
            if one.kind in _SAME_UNIT:
                pairs[one.old_unit].add(one.new_unit)
                pairs[one.new_unit].add(one.old_unit)
        return pairs


def _settled(aliases: Iterable[Alias]) -> dict[str, dict[str | None, str]]:
    """Aliases by key and parent; of each spelling the newest counts, then of each key the newest that is left."""
    newest: dict[tuple[str, str | None], str | None] = {}
    for alias in aliases:
        place = (alias.spelling, alias.parent)
        newest.pop(place, None)
        newest[place] = alias.unit_id
    settled: dict[str, dict[str | None, str]] = defaultdict(dict)
    for (spelling, parent), unit_id in newest.items():
        if unit_id:
            settled[unit_key(spelling)][parent] = unit_id
    return settled


def _listed(options: Sequence[Candidate], most: int = 3) -> str:
    return "; ".join(f"{one.unit_id} {one.name}" + (f" ({one.parent_name})" if one.parent_name else "") for one in options[:most])


def days_of(entry: Mapping[str, Any]) -> Period | None:
    """The first and last day that an entry of a workbook speaks of."""
    if not entry["period"]:
        return None
    return date.fromisoformat(entry["period_start"]), date.fromisoformat(entry["period_end"])
