"""The ledger of corrections: known faults of sources that cannot be sent again, put right while they are read.

One line of `data/reference/corrections.csv` a value: where it stands, what stands there (the guard), what is used instead,
why, on what basis, who approved it and when. A line works only where the cell still holds the guard; where it does not, the
source was mended and the line must go. A workbook that a line speaks of is read a second time with the value replaced, so
that every rule judges the corrected value; all other workbooks pay nothing.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from functools import lru_cache
from typing import Any

from base import settings
from base.errors import UsageError
from loaders.findings import Finding, as_json
from loaders.pool import ReadingPool, Task
from loaders.register import Register, days_of
from store import Writer

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the ledger; the names of its fields are the headings of the file."""

    programme: str
    unit: str
    period: str
    form: str
    relation: str
    field: str
    sheet: str
    cell: str
    value_found: str
    value_used: str
    reason: str
    basis: str
    approved_by: str
    approved_on: str

    @property
    def told(self) -> str:
        """Reason, basis and approval in one line."""
        return f"{self.reason} ({self.basis}; {self.approved_by}, {self.approved_on})"


HEADINGS = tuple(field.name for field in fields(Entry))


def ledger() -> tuple[Entry, ...]:
    """Every line of the ledger; none where there is no file. Raises UsageError where a line cannot be relied on."""
    path = settings.corrections_file()
    if not path.is_file():
        return ()
    return _read(path.name, path.read_bytes())


@lru_cache(maxsize=4)
def _read(name: str, data: bytes) -> tuple[Entry, ...]:
    text = data.decode("utf-8-sig", "replace")
    head = text.partition("\n")[0]
    rows = list(csv.DictReader(io.StringIO(text), delimiter=";" if head.count(";") > head.count(",") else ","))
    found = []
    for i, row in enumerate(rows, 2):
        told = {heading: (row.get(heading) or "").strip() for heading in HEADINGS}
        empty = [heading for heading in HEADINGS if not told[heading] and not heading.startswith("value_")]
        if empty:
            raise UsageError(
                f"Sổ đính chính «{name}», dòng {i}: thiếu {', '.join(empty)}. Hãy ghi đủ rồi nạp lại.",
                f"The ledger of corrections «{name}», line {i}, lacks {', '.join(empty)}. Fill it in and load again.",
            )
        found.append(Entry(**told))
    return tuple(found)


class Corrections:
    """The ledger at work in one load: which lines were applied, to be written beside the facts."""

    def __init__(self, writer: Writer) -> None:
        self._writer = writer
        self._lines = [entry for entry in ledger() if entry.programme == writer.programme]
        self._applied: list[tuple[str, Entry]] = []

    def read_again(self, task: Task, reading: Json, register: Register, sha256: str) -> Json:
        """What the workbook says with the ledger's values; the reading as it came where no line speaks of it."""
        lines = self._speaking_of(reading, register)
        if not lines:
            return reading
        placed = [line for line in lines if _stands(line, reading["places"])]
        again = self._with_values(task, reading, placed, sha256) if placed else reading
        again["findings"] += [as_json(_said("correction_misplaced", line, None)) for line in lines if line not in placed]
        return again

    def _with_values(self, task: Task, reading: Json, lines: Sequence[Entry], sha256: str) -> Json:
        mends = [{"sheet": e.sheet, "cell": e.cell, "found": e.value_found, "used": e.value_used} for e in lines]
        with ReadingPool(1) as readers:
            (again,) = readers.read_all([replace(task, header=task.header | {"mends": mends})], lambda _: None)
        if "mended" not in again:  # the reader was stopped: what it said the first time stands
            return reading
        for line, raw in zip(lines, again["mended"], strict=True):
            applied = raw is None
            again["findings"].append(as_json(_said("correction_applied" if applied else "correction_stale", line, raw)))
            if applied:
                self._applied.append((sha256, line))
        return again

    def write(self, file_ids: dict[str, int]) -> None:
        """Keeps what was applied to workbooks that were loaded, so that figures can be explained; `file_ids` by SHA-256."""
        rows = []
        for sha256, line in self._applied:
            values = {"file": file_ids[sha256], "unit": line.unit, "period": line.period, "sheet": line.sheet}
            number = int("".join(c for c in line.cell if c.isdigit()) or 0)
            found = self._writer.row(
                f"select r.report_id, f.row_number from report r join {line.relation} f using (report_id) "
                "where r.file_id = $file and r.unit_id = $unit and r.period = $period and f.sheet = $sheet "
                "order by f.row_number = $row desc limit 1",
                values | {"row": number},
            )
            if found:
                told = {name: getattr(line, name) for name in ("relation", "sheet", "field")}
                told |= {"old_value": line.value_found, "new_value": line.value_used, "reason": line.told}
                rows.append(told | {"report_id": found[0], "row_number": found[1]})
        self._writer.append_rows("correction", rows)

    def _speaking_of(self, reading: Json, register: Register) -> list[Entry]:
        lines = [line for line in self._lines if line.form == reading["form"]] if self._lines else []
        found = []
        for entry in reading["entries"] if lines else ():
            of_period = [line for line in lines if line.period == entry["period"]]
            if of_period and entry["unit"]:
                unit_id, _ = register.find(entry["unit"], entry["sheet"], entry["cell"], days_of(entry))
                found += [line for line in of_period if line.unit == unit_id]
        return found


def _stands(line: Entry, places: Sequence[Sequence[Any]]) -> bool:
    """Whether the cell of a line is where its field stands in this workbook."""
    letters = line.cell.rstrip("0123456789")
    number = line.cell[len(letters) :]
    return any(
        (sheet, relation, field.partition(":")[0], column) == (line.sheet, line.relation, line.field, letters)
        and (row is None or str(row) == number)
        for sheet, relation, field, column, row in places
    )


def _said(rule: str, line: Entry, raw: str | None) -> Finding:
    details = {"found": line.value_found, "used": line.value_used, "why": line.told, "field": line.field}
    return Finding(rule, line.sheet, line.cell, line.value_found if raw is None else raw, details)
