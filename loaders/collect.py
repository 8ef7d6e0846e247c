"""Gathers the reports of one workbook as entries (one a unit and period) and columns by relation, for the store."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from functools import lru_cache
from typing import Any

from base import Period, quarter_of
from loaders.folding import fold
from loaders.grid import column_letters
from loaders.grouping import Group
from loaders.layouts import UNIT_FIELDS, layouts
from loaders.periods import Claim
from loaders.taken import Table

Json = dict[str, Any]


class Collected:
    """The reports of one workbook as entries and columns by relation, ready for the store."""

    def __init__(self) -> None:
        self.entries: list[Json] = []
        self.relations: dict[str, dict[str, list[Any]]] = defaultdict(lambda: defaultdict(list))
        self.places: list[tuple[str, str, str, str, int | None]] = []
        self.held: list[Json] = []
        self._sheets: set[str] = set()

    def add(self, group: Group) -> None:
        """Adds the tables of one report."""
        own: int | None = None
        for table in group.tables:
            if table.layout.relation == "none":
                continue  # counts that are only checked
            if table.layout.entry == "workbook" and group.form.source == "own" and own is None:
                own = self._add_own(group)
            self._collect(group, table, self._entries_of(group, table, own))

    def _add_own(self, group: Group) -> int:
        lead = group.lead
        entry = _unit_entry(lead, 0, group.claim) if lead else _sender_entry(group)
        self.entries.append(entry | {"form": group.form.code, "rows": 0})
        return len(self.entries) - 1

    def _entries_of(self, group: Group, table: Table, own: int | None) -> list[int | None]:
        """The entry that each row of a table belongs to."""
        if table.layout.entry == "none":
            return [None] * len(table.rows)
        if group.form.source == "list":
            days = table.columns.get("happened_on", [None] * len(table.rows))
            return [self._entry_of_day(group, table, day) for day in days]
        if own is not None:
            self.entries[own]["rows"] += table.loaded
            return [own] * len(table.rows)
        first = len(self.entries)
        if "field_of_work" in table.columns:
            return self._entries_of_units(group, table)
        held = {held.row for held in table.held}
        for i, at in enumerate(table.rows):
            self.entries.append(_unit_entry(table, i, group.claim) | {"form": group.form.code, "rows": int(at not in held)})
        return list(range(first, len(self.entries)))

    def _entries_of_units(self, group: Group, table: Table) -> list[int | None]:
        """One entry a unit where each of its rows is a field of work."""
        found: dict[tuple[str, ...], int] = {}
        listed: list[int | None] = []
        held = {held.row for held in table.held}
        for i, at in enumerate(table.rows):
            entry = _unit_entry(table, i, group.claim) | {"form": group.form.code, "rows": 0}
            key = tuple(fold(str(named or "")) for named in entry["unit"].values())
            if key not in found:
                found[key] = len(self.entries)
                self.entries.append(entry)
            self.entries[found[key]]["rows"] += at not in held
            listed.append(found[key])
        return listed

    def _entry_of_day(self, group: Group, table: Table, day: Any) -> int:
        """A list of activities is one report a quarter: a date decides, else the title line."""
        period = quarter_of(day) if isinstance(day, date) else group.claim.period if group.claim else None
        label = period.label if period else None
        for i, entry in enumerate(self.entries):
            if entry["period"] == label and entry["form"] == group.form.code:
                return i
        place = {"sheet": table.grid.sheet, "cell": None, "form": group.form.code, "rows": 1}
        self.entries.append({"unit": None, **_period_json(period, None), **place})
        return len(self.entries) - 1

    def _collect(self, group: Group, table: Table, entries: list[int | None]) -> None:
        layout = table.layout
        units = layout.unit_fields
        stored = [name for name in table.columns if name not in units and layout.fields[name].stored and not _told(name)]
        for prefix, relation in sorted(
            {(name.rpartition(".")[0], name.rpartition(".")[0] or layout.relation) for name in stored}
        ):
            fields = {name.rpartition(".")[2]: table.columns[name] for name in stored if name.rpartition(".")[0] == prefix}
            kept = [i for i in range(len(table.rows)) if not prefix or any(column[i] is not None for column in fields.values())]
            self._add_rows(group, table, relation, fields, kept, entries)
        self._add_places(group, table)
        self._add_narratives(table, entries)
        positions = {row: i for i, row in enumerate(table.rows)} if table.held else {}
        for held in table.held:
            position = positions.get(held.row, 0)
            self.held.append(
                {
                    "entry": entries[position] if entries else None,
                    "relation": held.relation,
                    "field": held.field,
                    "sheet": table.grid.sheet,
                    "cell": held.cell,
                    "raw": held.raw,
                    "candidates": ";".join(map(str, held.candidates)) or None,
                }
            )

    def _add_rows(
        self, group: Group, table: Table, relation: str, fields: dict[str, list[Any]], kept: list[int], entries: list[int | None]
    ) -> None:
        if group.form.source == "list":
            fields = {**fields, "unit_code": table.columns.get("unit_code", [None] * len(table.rows))}
            fields["unit_name"] = table.columns["unit_name"]
            fields["unit_cell"] = [table.cell_of("unit_name", i) for i in range(len(table.rows))]
        target = self.relations[relation]
        every = len(kept) == len(table.rows)
        before = len(target["entry"])
        target["entry"] += entries if every else [entries[i] for i in kept]
        target["sheet"] += [table.grid.sheet] * len(kept)
        target["row_number"] += [table.grid.row_number(table.rows[i]) for i in kept]
        for name, column in fields.items():
            if before and name not in target:
                target[name] += [None] * before
            target[name] += column if every else [column[i] for i in kept]
        if before:
            for column in target.values():
                column += [None] * (before + len(kept) - len(column))

    def _add_places(self, group: Group, table: Table) -> None:
        grid, match = table.grid, table.match
        columns = tuple(match.columns.items())
        self._place(_places(match.layout.name, grid.sheet, grid.top, grid.left, match.value_column, columns))
        for claim in group.claims:
            if claim.sheet == grid.sheet and claim is group.claim:
                letters = claim.cell.rstrip("0123456789")
                self._place([(grid.sheet, "report", "period", letters, int(claim.cell[len(letters) :]))])

    def _place(self, places: list[tuple[str, str, str, str, int | None]]) -> None:
        """Notes where fields stand; tables of one sheet in the same columns share their places."""
        fresh = places[0][0] not in self._sheets if places else True
        self.places += places if fresh else [place for place in places if place not in self.places]
        self._sheets |= {place[0] for place in places[:1]}

    def _add_narratives(self, table: Table, entries: list[int | None]) -> None:
        """Free text in blocks below a table, which is the workbook's, and in columns of its own, which is the row's."""
        own = entries[0] if entries else len(self.entries) - 1
        found = [(own, topic, at, body) for topic, at, body in table.narratives]
        for name in filter(_told, table.columns):
            told = zip(entries, table.rows, table.columns[name], strict=True)
            found += [(entry, _told(name), at, body) for entry, at, body in told if body]
        target = self.relations["narrative"]
        for entry, topic, at, body in found:
            target["entry"].append(entry)
            target["sheet"].append(table.grid.sheet)
            target["row_number"].append(table.grid.row_number(at))
            target["topic"].append(topic)
            target["body"].append(body)


def _told(field: str) -> str:
    """The topic of a column of free text, '' for any other: `narrative.difficulty` holds difficulties."""
    prefix, _, topic = field.rpartition(".")
    return topic if prefix == "narrative" else ""


@lru_cache(maxsize=256)
def _places(
    layout_name: str, sheet: str, top: int, left: int, value_column: int | None, columns: tuple[tuple[str, int], ...]
) -> list[tuple[str, str, str, str, int | None]]:
    """Where the fields of a layout stand: (sheet, relation, field, column letters, row number of a label)."""
    layout = layouts()[layout_name]
    found: list[tuple[str, str, str, str, int | None]] = []
    for name, at in columns:
        declared = layout.fields[name.partition(":")[0]]
        prefix, _, field = (declared.into or name).rpartition(".")
        relation = "report" if name in layout.unit_fields else prefix or layout.relation
        if layout.kind == "labels":
            found.append((sheet, relation, field, column_letters(left + (value_column or 0)), top + at + 1))
        elif declared.stored or declared.into:
            found.append((sheet, relation, field, column_letters(left + at), None))
    return found


def _unit_entry(table: Table, i: int, claim: Claim | None) -> Json:
    """Who the i-th row speaks of: code, name and parent as written, and the cell to point at."""
    named = {name: table.columns[name][i] for name in UNIT_FIELDS if name in table.columns}
    pointed = "unit_code" if named.get("unit_code") else "unit_name"
    unit = {"code": named.get("unit_code"), "name": named.get("unit_name"), "parent": named.get("unit_parent")}
    return {"unit": unit, **_period_json(None, claim), "sheet": table.grid.sheet, "cell": table.cell_of(pointed, i)}


def _sender_entry(group: Group) -> Json:
    """The unit that a form II.06a names in its head."""
    sender, table = group.sender, group.tables[0]
    unit = {"code": sender.code if sender else None, "name": sender.name if sender else None, "parent": None}
    cell = sender.cell if sender else table.grid.cell(0, 0)
    return {"unit": unit, **_period_json(None, group.claim), "sheet": sender.sheet if sender else table.grid.sheet, "cell": cell}


def _period_json(period: Period | None, claim: Claim | None) -> Json:
    known = period or (claim.period if claim else None)
    start, end = (claim.dates if claim and claim.dates else (known.start, known.end)) if known else (None, None)
    return {
        "period": known.label if known else None,
        "period_start": start and start.isoformat(),
        "period_end": end and end.isoformat(),
        "period_sheet": claim.sheet if claim else None,
        "period_cell": claim.cell if claim else None,
    }
