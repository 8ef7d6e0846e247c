"""What a load or a dry run gives back: one result a workbook, as the command line and the Upload page show it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from loaders.findings import Finding
from loaders.forms import Form

Progress = Callable[[int, int, str], None]
# The day on which the report of a unit (its id) and period (its label) reached the office.
Received = Callable[[str | None, str | None], date]
NONE_READ = {"rows_read": 0, "rows_loaded": 0, "rows_held": 0, "rows_ignored": 0}
GOOD = ("accepted", "accepted_with_warnings", "duplicate")


@dataclass(frozen=True, slots=True)
class Source:
    """One workbook or zip as it was handed in: its bytes, or how to come by them, and how many they are where that is
    known before. `refused` says why its bytes were not taken at all.
    """

    name: str
    held: bytes | Callable[[], bytes]
    stated: int | None = None
    refused: Finding | None = None

    @property
    def data(self) -> bytes:
        """Its bytes; those of a workbook in an archive are unpacked each time they are asked for."""
        return self.held if isinstance(self.held, bytes) else self.held()

    @property
    def size(self) -> int:
        """How many bytes it has, as far as is known without unpacking."""
        return len(self.data) if self.stated is None else self.stated


@dataclass(frozen=True, slots=True)
class Report:
    """One unit and period that a workbook spoke of, as it was loaded."""

    form: str
    unit: str | None
    unit_name: str | None
    period: str | None
    version: int


@dataclass(frozen=True, slots=True)
class Spoken:
    """Whom a recognised workbook speaks of, known also where it is returned: its one unit, or the unit of each row."""

    unit: str | None
    period: str | None
    rows: dict[tuple[str, str], str] = field(default_factory=dict)

    def unit_at(self, sheet: str | None, cell: str | None) -> str | None:
        """The unit of the row in which a cell stands, or the one that the whole workbook is about."""
        return self.unit or self.rows.get((sheet or "", row_of(cell or "")))


def row_of(cell: str) -> str:
    """The row number in an address such as C17."""
    return cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")


def spoken(form: Form, entries: Sequence[dict[str, Any]]) -> Spoken:
    """Whom the entries of a workbook of this form speak of, once their units were looked up in the register."""
    period = entries[0]["period"] if entries and form.period != "none" else None
    if form.source == "own" and entries:
        return Spoken(entries[0].get("unit_id"), period)
    return Spoken(None, period, {(e["sheet"], row_of(e["cell"])): e["unit_id"] for e in entries if e.get("unit_id")})


@dataclass(slots=True)
class FileResult:
    """What became of one workbook. rows_read = rows_loaded + rows_held + rows_ignored; `file_id` where a load has kept it."""

    file: str
    sha256: str
    outcome: str
    form: str | None = None
    reports: list[Report] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=lambda: dict(NONE_READ))
    findings: list[Finding] = field(default_factory=list)
    file_id: int | None = None
    spoken: Spoken = Spoken(None, None)

    @property
    def good(self) -> bool:
        """Whether the workbook was accepted whole, or had been before."""
        return self.outcome in GOOD and self.counts["rows_held"] == 0


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a load; `load_id` is None where nothing was written."""

    store_version: str
    load_id: int | None
    files: list[FileResult]

    @property
    def good(self) -> bool:
        """Whether every workbook was accepted whole."""
        return all(file.good for file in self.files)


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """A dry run: its outcome, and what the observer said of its effect."""

    outcome: Outcome
    effect: Any


def outcome_json(outcome: Outcome) -> dict[str, Any]:
    """The document of the contract: `{"store_version": …, "files": […]}`."""
    return {"store_version": outcome.store_version, "files": [_file_json(file) for file in outcome.files]}


def _file_json(file: FileResult) -> dict[str, Any]:
    return {
        "file": file.file,
        "sha256": file.sha256,
        "outcome": file.outcome,
        "form": file.form,
        "reports": [
            {
                "form": report.form,
                "unit": report.unit,
                "unit_name": report.unit_name,
                "period": report.period,
                "version": report.version,
            }
            for report in file.reports
        ],
        "counts": file.counts,
        "findings": list(map(_finding_json, file.findings)),
    }


def _finding_json(finding: Finding) -> dict[str, Any]:
    """As the contract has it; `cells` only where one finding stands for several."""
    message = finding.message
    return {
        "rule": finding.rule,
        "severity": finding.severity,
        "sheet": finding.sheet,
        "cell": finding.cell,
        "value": finding.value,
        "message_vi": message.vi,
        "message_en": message.en,
        **({"cells": list(finding.cells)} if finding.cells else {}),
    }
