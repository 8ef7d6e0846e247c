"""Turns what was read into rows of the store: units are matched, versions counted, doubtful rows held."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date
from functools import cache
from typing import Any

import orjson

from base import parse_period
from loaders.deadlines import unbound
from loaders.findings import Finding, attributed, from_json
from loaders.forms import Form, forms
from loaders.layouts import layouts
from loaders.locked import Locked
from loaders.register import days_of
from loaders.results import FileResult, Received, Report, spoken
from loaders.roll import known_groups, known_register
from loaders.unfilled import unfilled
from store import Writer

Json = dict[str, Any]
Key = tuple[str, str | None, str | None]
_LIST_ONLY = ("unit_code", "unit_name", "unit_cell")


@cache
def _date_fields() -> frozenset[str]:
    named = {name for layout in layouts().values() for name, field in layout.fields.items() if field.type == "date"}
    return frozenset(named | {"period_start", "period_end"})


class Rows:
    """Rows for one table of the store, gathered as columns; columns that a workbook lacks are null."""

    def __init__(self) -> None:
        self.columns: dict[str, list[Any]] = {}
        self.count = 0

    def add(self, columns: Json, count: int) -> None:
        """Adds `count` rows."""
        for name, column in columns.items():
            if name not in self.columns:
                self.columns[name] = [None] * self.count
            self.columns[name] += column
        for name, column in self.columns.items():
            if name not in columns:
                column += [None] * count
        self.count += count


class Acceptance:
    """One load in the making: results are added workbook by workbook, then written at once."""

    def __init__(self, writer: Writer, expected: str | None, today: date, received: Received) -> None:
        self._writer = writer
        self._received = received
        self._expected = expected
        self._today = today
        self._rows: dict[str, Rows] = defaultdict(Rows)
        self.register = known_register(writer, writer.programme)
        self._locked = Locked(writer, today)
        self._versions: Counter[Key] = Counter()
        self._in_this_load: dict[Key, str] = {}
        self._known_versions_of: set[str] = set()
        self._places: dict[bytes, int] = {}
        self.file_ids: dict[int, FileResult] = {}
        self.readings: dict[int, Json] = {}
        self.places_of: dict[int, int] = {}

    def accept(self, result: FileResult, reading: Json) -> None:
        """Adds the rows of one workbook, or returns it; `result` is filled in."""
        result.findings += map(from_json, reading["findings"])
        result.counts = dict(reading["counts"])
        file_id = self._writer.new_file_id()
        self.file_ids[file_id], self.readings[file_id] = result, reading
        if reading["form"] is None:
            result.outcome = reading["outcome"]
            return
        form = forms()[reading["form"]]
        result.form = form.code
        blank = unfilled(form, reading)
        result.findings += blank
        kept = [] if blank else self._resolve(form, reading, result)
        if form.source == "programme":
            result.findings += unbound(reading, known_groups(self._writer, self._rows["unit"].columns))
        result.spoken = spoken(form, reading["entries"])
        if any(finding.returns for finding in result.findings) or (kept is not None and not kept):
            self._return(result)
            return
        ids = self._add_reports(file_id, reading, kept, result)
        self._add_facts(form, file_id, reading, ids)
        if form.source == "register":
            fresh = {name: self._rows[name].columns for name in ("unit", "succession")}
            self.register = known_register(self._writer, self._writer.programme, fresh)
        warned = any(finding.severity != "info" for finding in result.findings)
        result.outcome = "accepted_with_warnings" if warned else "accepted"

    def name_of(self, unit_id: str) -> str:
        """A unit's name as the register writes it."""
        return self.register.name(unit_id)

    def write_facts(self) -> None:
        """Writes everything but the files and their findings, which later checks may still add to."""
        for relation, rows in self._rows.items():
            columns = {name: _dates(column) if name in _date_fields() else column for name, column in rows.columns.items()}
            self._writer.append(relation, columns)

    def _return(self, result: FileResult) -> None:
        result.outcome = "returned"
        result.reports = []
        result.counts["rows_held"] += result.counts["rows_loaded"]
        result.counts["rows_loaded"] = 0

    def _resolve(self, form: Form, reading: Json, result: FileResult) -> list[int] | None:
        """Matches units and judges periods; gives the entries to keep, or None where the form has none."""
        if form.period == "none":
            return None
        self._judge_periods(form, reading, result)
        if form.source == "list":
            self._resolve_rows(reading, result)
            return [i for i in range(len(reading["entries"])) if i in reading["relations"]["activity"]["entry"]]
        kept = []
        seen: dict[tuple[str, str, str], str] = {}
        for i, entry in enumerate(reading["entries"]):
            unit_id, finding = self.register.find(entry["unit"], entry["sheet"], entry["cell"], days_of(entry))
            if unit_id and entry["period"] and not self._valid(unit_id, entry):
                finding = Finding("unit_not_valid", entry["sheet"], entry["cell"], unit_id, {"period": entry["period"]})
                unit_id = None
            locked = self._locked.finding(unit_id, entry["period"], entry["sheet"], entry["cell"], own=form.source == "own")
            if locked:
                finding, unit_id = locked, None
            if finding:
                result.findings.append(finding)
            entry["unit_id"] = unit_id
            if unit_id:
                kept.append(i)
                first = seen.setdefault((entry["form"], unit_id, entry["period"]), entry["cell"])
                if first != entry["cell"]:
                    result.findings.append(Finding("unit_repeated", entry["sheet"], entry["cell"], unit_id, {"other": first}))
        result.findings = attributed(result.findings, reading["entries"])
        lost = sum(entry["rows"] for entry in reading["entries"] if not entry["unit_id"])
        if lost and kept:
            result.counts["rows_held"] += lost
            result.counts["rows_loaded"] -= lost
        return kept

    def _valid(self, unit_id: str, entry: Json) -> bool:
        start, end = date.fromisoformat(entry["period_start"]), date.fromisoformat(entry["period_end"])
        return self.register.valid(unit_id, start, end)

    def _resolve_rows(self, reading: Json, result: FileResult) -> None:
        """Each row of a list names its unit; rows whose unit is unknown are held."""
        activity = reading["relations"]["activity"]
        found: list[str | None] = []
        for code, name, cell, sheet, entry in zip(
            *(activity[field] for field in ("unit_code", "unit_name", "unit_cell", "sheet", "entry")), strict=True
        ):
            unit_id, finding = self.register.find({"code": code, "name": name}, sheet, cell, days_of(reading["entries"][entry]))
            locked = self._locked.finding(unit_id, reading["entries"][entry]["period"], sheet, cell)
            if locked:
                unit_id, finding = None, locked
            found.append(unit_id)
            if finding:
                result.findings.append(finding)
        kept = [i for i, unit_id in enumerate(found) if unit_id]
        lost = len(found) - len(kept)
        activity["unit_id"] = found
        for name in list(activity):
            activity[name] = [activity[name][i] for i in kept]
        for name in _LIST_ONLY:
            del activity[name]
        result.counts["rows_held"] += lost
        result.counts["rows_loaded"] -= lost

    def _judge_periods(self, form: Form, reading: Json, result: FileResult) -> None:
        seen: set[str | None] = set()
        for entry in reading["entries"]:
            label = entry["period"]
            if label in seen:
                continue
            seen.add(label)
            place = (entry["period_sheet"] or entry["sheet"], entry["period_cell"] or entry["cell"], label)
            if label is None:
                if form.period == "from_dates":
                    result.findings.append(Finding("period_missing", place[0], place[1], None, {"found": ""}))
                continue
            if entry["period_start"] > self._today.isoformat():
                start = parse_period(label).start
                result.findings.append(Finding("period_in_future", *place, {"period": label, "start": f"{start:%d/%m/%Y}"}))
            if self._expected and label != self._expected:
                result.findings.append(Finding("period_not_expected", *place, {"period": label, "expected": self._expected}))

    def _add_reports(
        self, file_id: int, reading: Json, kept: list[int] | None, result: FileResult
    ) -> dict[int | None, int | None]:
        """Adds a report row for every entry kept; gives their numbers by entry."""
        if kept is None:
            return {None: None}
        entries = [reading["entries"][i] for i in kept]
        numbers = self._writer.new_report_ids(len(kept))
        self._learn_versions(entries)
        versions = [self._next_version(entry, result) for entry in entries]
        self._rows["report"].add(
            {
                "file_id": [file_id] * len(kept),
                "report_id": numbers,
                "programme": [self._writer.programme] * len(kept),
                "form": [entry["form"] for entry in entries],
                "source": [forms()[entry["form"]].source for entry in entries],
                "unit_id": [entry.get("unit_id") for entry in entries],
                "version": versions,
                "received_on": [self._received(entry.get("unit_id"), entry["period"]) for entry in entries],
                **{name: [entry[name] for entry in entries] for name in ("period", "period_start", "period_end")},
            },
            len(kept),
        )
        for entry, version in zip(entries, versions, strict=True):
            unit_id = entry.get("unit_id")
            name = self.register.name(unit_id) if unit_id else None
            result.reports.append(Report(entry["form"], unit_id, name, entry["period"], version))
        return dict(zip(kept, numbers, strict=True))

    def _learn_versions(self, entries: Iterable[Json]) -> None:
        periods = {entry["period"] for entry in entries} - self._known_versions_of
        if not periods:
            return
        self._known_versions_of |= periods
        for form, unit_id, period, version in self._writer.rows(
            "select form, unit_id, period, max(version) from report "
            "where programme = $programme and period in (select unnest($periods)) group by all",
            {"programme": self._writer.programme, "periods": sorted(periods)},
        ):
            self._versions[(form, unit_id, period)] = version

    def _next_version(self, entry: Json, result: FileResult) -> int:
        key = (entry["form"], entry.get("unit_id"), entry["period"])
        self._versions[key] += 1
        if self._in_this_load.setdefault(key, result.sha256) != result.sha256 and key[1]:
            details = {"unit": self.register.name(key[1]), "period": key[2], "version": self._versions[key]}
            result.findings.append(Finding("sent_twice", entry["sheet"], entry["cell"], None, details))
        return self._versions[key]

    def _add_facts(self, form: Form, file_id: int, reading: Json, ids: dict[int | None, int | None]) -> None:
        for relation, columns in reading["relations"].items():
            entries = columns.pop("entry", [])
            if any(entry not in ids for entry in entries):
                kept = [i for i, entry in enumerate(entries) if entry in ids]
                columns = {name: [column[i] for i in kept] for name, column in columns.items()}
                entries = [entries[i] for i in kept]
            if not entries:
                continue
            if form.period == "none":
                owner = {"file_id": [file_id] * len(entries), "programme": [self._writer.programme] * len(entries)}
            else:
                owner = {"report_id": [ids[entry] for entry in entries]}
            if relation == "activity" and form.source == "own":
                owner["unit_id"] = [reading["entries"][entry]["unit_id"] for entry in entries]
            self._rows[relation].add({**columns, **owner}, len(entries))
        self._add_places(file_id, reading)
        self._add_held(file_id, reading, ids)

    def _add_places(self, file_id: int, reading: Json) -> None:
        """Hundreds of workbooks have one layout: its places are stored once, and the others name that workbook."""
        places = reading["places"]
        owner = self.places_of[file_id] = self._places.setdefault(orjson.dumps(places), file_id)
        if owner != file_id:
            return
        columns = zip(*places, strict=True) if places else ()
        names = ("sheet", "relation", "field", "col", "row_number")
        listed = {name: list(column) for name, column in zip(names, columns, strict=False)}
        self._rows["place"].add({"file_id": [file_id] * len(places), **listed}, len(places))

    def _add_held(self, file_id: int, reading: Json, ids: dict[int | None, int | None]) -> None:
        held = reading["held"]
        columns = {name: [item[name] for item in held] for name in ("relation", "field", "sheet", "cell", "raw", "candidates")}
        columns["file_id"] = [file_id] * len(held)
        columns["report_id"] = [ids.get(item["entry"]) for item in held]
        self._rows["held"].add(columns, len(held))


def _dates(column: Iterable[Any]) -> list[date | None]:
    known: dict[Any, date | None] = {None: None}
    found = []
    for text in column:
        if text not in known:
            known[text] = date.fromisoformat(text)
        found.append(known[text])
    return found
