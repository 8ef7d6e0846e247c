"""Small made-up provinces: a register and reports written straight into a store, so that every gap can be tried."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from base.ladder import DIVISION
from base.period import parse_period
from store import Writer, writing

FORMS = {"own": "unit_report", "annex": "consolidated", "list": "activities"}
GROUPS = {"S": "Sở, ban, ngành", "H": "UBND cấp huyện", "P": DIVISION, "X": "UBND cấp xã", "T": "Khác"}


@dataclass(frozen=True)
class Unit:
    """A unit; the first letter of its id is its group."""

    unit_id: str
    parent: str | None = None
    obligation: str | None = "Bắt buộc"
    valid_from: date = date(2014, 1, 1)
    valid_to: date | None = None
    code: str | None = None


@dataclass(frozen=True)
class Report:
    """What one report says of a unit; `dossiers` are rows of form II.06a, `rows` those of other relations by name, `printed`
    the days that the sender put on it, `received` the day it came (None: not kept). A list (source 'list') names no unit
    itself: its activities do."""

    unit_id: str | None
    period: str
    source: str = "own"
    status: dict[str, Any] = field(default_factory=dict)
    dossiers: Sequence[dict[str, int]] = ()
    version: int = 1
    printed: tuple[date, date] | None = None
    rows: dict[str, Sequence[dict[str, Any]]] = field(default_factory=dict)
    received: date | None = None


# A province, two districts with communes, a department, a division.
UNITS = (
    Unit("T", None, None),
    Unit("S1", "T"),
    Unit("H1", "T"),
    Unit("H2", "T"),
    Unit("P1", "H1"),
    Unit("X1", "H1", "Theo chỉ đạo của tỉnh"),
    Unit("X2", "H1", "Khuyến khích"),
    Unit("X3", "H2", "Khuyến khích"),
)


def register(address: str, units: Iterable[Unit] = UNITS, programme: str = "default") -> None:
    """One load with the register."""
    with writing("test", "units", address=address, programme=programme) as writer:
        rows = [
            {
                "programme": programme,
                "unit_id": unit.unit_id,
                "name": f"Đơn vị {unit.unit_id}",
                "unit_group": GROUPS[unit.unit_id[0]],
                "parent_id": unit.parent,
                "obligation": unit.obligation,
                "admin_code": unit.code,
                "valid_from": unit.valid_from,
                "valid_to": unit.valid_to,
            }
            for unit in units
        ]
        writer.append_rows("unit", rows)


def send(address: str, reports: Iterable[Report], programme: str = "default") -> int:
    """One load with these reports; returns its number."""
    with writing("test", "reports", address=address, programme=programme) as writer:
        for report in reports:
            write(writer, report)
        return writer.load_id


def write(writer: Writer, report: Report) -> None:
    """Appends one report to a load."""
    period = parse_period(report.period)
    (number,) = writer.new_report_ids(1)
    head = {"report_id": number, "programme": writer.programme, "source": report.source, "unit_id": report.unit_id}
    head |= {"form": FORMS[report.source], "version": report.version, "received_on": report.received}
    start, end = report.printed or (period.start, period.end)
    head |= {"period": period.label, "period_start": start, "period_end": end}
    writer.append_rows("file", [{"file_id": number, "name": f"{report.unit_id}_{period.label}.xlsx", "outcome": "accepted"}])
    writer.append_rows("report", [head | {"file_id": number}])
    if report.status:
        writer.append_rows("status", [{"report_id": number, **report.status}])
    for relation, rows in {"handling": report.dossiers, **report.rows}.items():
        for row in rows:
            writer.append_rows(relation, [{"report_id": number, **row}])


def phases(address: str, *rows: tuple[str, date, date]) -> None:
    """One load with the phases of the programme: edition, first and last day."""
    with writing("test", "programme", address=address) as writer:
        listed = [{"programme": "default", "edition": e, "starts_on": first, "ends_on": last} for e, first, last in rows]
        writer.append_rows("phase", listed)


def calendar(address: str, deadlines: Iterable[dict[str, Any]] = (), holidays: Iterable[date] = ()) -> None:
    """One load with a reporting calendar of the programme's own."""
    blank = {"programme": "default", "unit_group": None, "working_days": None, "valid_from": None, "valid_to": None}
    with writing("test", "programme", address=address) as writer:
        writer.append_rows("deadline", [blank | deadline for deadline in deadlines])
        writer.append_rows("holiday", [{"programme": "default", "day": day, "name": "x"} for day in holidays])
