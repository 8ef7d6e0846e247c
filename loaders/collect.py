"""Gathers the tables of one workbook as entries (one a unit and period) and columns by relation, for the store."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import Any

from base import Period, quarter_of
from loaders.extract import Table
from loaders.forms import Form
from loaders.grid import column_letters
from loaders.layouts import UNIT_FIELDS, layouts
from loaders.periods import Claim

Json = dict[str, Any]


class Collected:
    """The tables of one workbook as entries and columns by relation, ready for the store."""

    def __init__(self, form: Form, tables: dict[str, Table], claims: list[Claim]) -> None:
        self.form = form
        self.entries: list[Json] = []
        self.relations: dict[str, dict[str, list[Any]]] = defaultdict(lambda: defaultdict(list))
        self.places: list[tuple[str, str, str, str, int | None]] = []
        self.held: list[Json] = []
        self._claim = next((claim for claim in claims if claim.period), None)
        for table in tables.values():
            if table.layout.relation == "none":
                continue  # counts that are only checked
            self._collect(table, self._entries_of(table, tables))

    def _entries_of(self, table: Table, tables: dict[str, Table]) -> list[int | None]:
        """The entry that each row of a table belongs to."""
        if table.layout.entry == "none":
            return [None] * len(table.rows)
        if self.form.source == "list":
            return [self._entry_of_day(table, day) for day in table.columns["happened_on"]]
        if table.layout.entry == "row":
            first = len(self.entries)
            self.entries += [_unit_entry(table, i, self._claim) for i in range(len(table.rows))]
            return list(range(first, len(self.entries)))
        if not self.entries:
            info = tables.get("info")
            self.entries.append(_unit_entry(info, 0, self._claim) if info else _sender_entry(table, self._claim))
        return [0] * len(table.rows)

    def _entry_of_day(self, table: Table, day: Any) -> int:
        """A list of activities is one report a quarter: a date decides, else the title line."""
        period = quarter_of(day) if isinstance(day, date) else self._claim.period if self._claim else None
        label = period.label if period else None
        for i, entry in enumerate(self.entries):
            if entry["period"] == label:
                return i
        self.entries.append({"unit": None, **_period_json(period, None), "sheet": table.grid.sheet, "cell": None})
        return len(self.entries) - 1

    def _collect(self, table: Table, entries: list[int | None]) -> None:
        layout = table.layout
        typed = {name for name, field in layout.fields.items() if field.type == "percent"}  # recomputed, never stored
        stored = [name for name in table.columns if name not in table.layout.unit_fields and name not in typed]
        for prefix, relation in sorted(
            {(name.rpartition(".")[0], name.rpartition(".")[0] or layout.relation) for name in stored}
        ):
            fields = {name.rpartition(".")[2]: table.columns[name] for name in stored if name.rpartition(".")[0] == prefix}
            kept = [i for i in range(len(table.rows)) if not prefix or any(column[i] is not None for column in fields.values())]
            self._add_rows(table, relation, fields, kept, entries)
        self._add_places(table)
        self._add_narratives(table)
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
        self, table: Table, relation: str, fields: dict[str, list[Any]], kept: list[int], entries: list[int | None]
    ) -> None:
        if self.form.source == "list":
            fields = {**fields, "unit_code": table.columns.get("unit_code", [None] * len(table.rows))}
            fields["unit_name"] = table.columns["unit_name"]
            fields["unit_cell"] = [table.cell_of("unit_name", i) for i in range(len(table.rows))]
        target = self.relations[relation]
        every = len(kept) == len(table.rows)
        target["entry"] += entries if every else [entries[i] for i in kept]
        target["sheet"] += [table.grid.sheet] * len(kept)
        target["row_number"] += [table.grid.row_number(table.rows[i]) for i in kept]
        for name, column in fields.items():
            target[name] += column if every else [column[i] for i in kept]

    def _add_places(self, table: Table) -> None:
        grid, match = table.grid, table.match
        columns = tuple(match.columns.items())
        self.places += _places(match.layout.name, grid.sheet, grid.top, grid.left, match.value_column, columns)
        if self._claim and self._claim.sheet == grid.sheet:
            letters = self._claim.cell.rstrip("0123456789")
            self.places.append((grid.sheet, "report", "period", letters, int(self._claim.cell[len(letters) :])))

    def _add_narratives(self, table: Table) -> None:
        target = self.relations["narrative"]
        for topic, at, body in table.narratives:
            target["entry"].append(0)
            target["sheet"].append(table.grid.sheet)
            target["row_number"].append(table.grid.row_number(at))
            target["topic"].append(topic)
            target["body"].append(body)


@lru_cache(maxsize=256)
def _places(
    layout_name: str, sheet: str, top: int, left: int, value_column: int | None, columns: tuple[tuple[str, int], ...]
) -> list[tuple[str, str, str, str, int | None]]:
    """Where the fields of a layout stand: (sheet, relation, field, column letters, row number of a label)."""
    layout = layouts()[layout_name]
    found: list[tuple[str, str, str, str, int | None]] = []
    for name, at in columns:
        prefix, _, field = name.rpartition(".")
        relation = "report" if name in layout.unit_fields else prefix or layout.relation
        if layout.kind == "labels":
            found.append((sheet, relation, field, column_letters(left + (value_column or 0)), top + at + 1))
        elif field != "number":
            found.append((sheet, relation, field, column_letters(left + at), None))
    return found


def _unit_entry(table: Table, i: int, claim: Claim | None) -> Json:
    """Who the i-th row speaks of: code, name and parent as written, and the cell to point at."""
    named = {name: table.columns[name][i] for name in UNIT_FIELDS if name in table.columns}
    pointed = "unit_code" if named.get("unit_code") else "unit_name"
    unit = {"code": named.get("unit_code"), "name": named.get("unit_name"), "parent": named.get("unit_parent")}
    return {"unit": unit, **_period_json(None, claim), "sheet": table.grid.sheet, "cell": table.cell_of(pointed, i)}


def _sender_entry(table: Table, claim: Claim | None) -> Json:
    """The unit that a form II.06a names in its head: «Đơn vị báo cáo: …»."""
    told = [(text.partition(":"), at, column) for at, column, text in _head_texts(table)]
    code = next((value.strip() for (label, _, value), _, _ in told if label.strip().lower().endswith("mã đơn vị")), None)
    for (label, _, name), at, column in told:
        if label.strip().lower().endswith("đơn vị báo cáo") and name.strip():
            unit = {"code": code or None, "name": name.strip(), "parent": None}
            return {"unit": unit, **_period_json(None, claim), "sheet": table.grid.sheet, "cell": table.grid.cell(at, column)}
    unit = {"code": None, "name": None, "parent": None}
    return {"unit": unit, **_period_json(None, claim), "sheet": table.grid.sheet, "cell": table.grid.cell(0, 0)}


def _head_texts(table: Table) -> Iterator[tuple[int, int, str]]:
    for at, row in enumerate(table.grid.rows[: table.match.header]):
        for column, cell in enumerate(row):
            if isinstance(cell, str) and cell:
                yield at, column, cell


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
