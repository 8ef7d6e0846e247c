"""Errands that are loads with a purpose: the register alone, from a file or for a province."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from base import clock
from base.errors import UsageError
from loaders.loading import load
from loaders.names import unit_key
from loaders.provinces import SINCE, office_name, province_units, province_workbook
from loaders.reference import Territory, territories
from loaders.results import Outcome, Source
from loaders.tables import csv_to_workbook
from store import open_store


def load_units(file: Path, *, who: str, address: str | None = None, programme: str = "default") -> Outcome:
    """Loads or updates the register (form F5) from a workbook or a CSV file with the same headings."""
    if not file.is_file():
        raise UsageError(f"Không có tệp «{file}».", f"There is no file «{file}».")
    data = csv_to_workbook(file.read_bytes()) if file.suffix.lower() == ".csv" else file.read_bytes()
    return load([Source(file.name, data)], who=who, address=address, programme=programme, kind="units")


def load_province(
    province: str, *, who: str, since: date = SINCE, address: str | None = None, programme: str = "default"
) -> Outcome:
    """Loads a province of the register of the country (data/reference), before and after 1/7/2025, into a programme.

    `since` is the first day of units whose list does not say since when they exist. Raises UsageError where there is no
    such province, or where the programme has units of the same names under other codes.
    """
    units = province_units(province)
    _must_not_be_there(units, address, programme)
    source = Source(f"{province}.xlsx", province_workbook(units, since))
    return load([source], who=who, address=address, programme=programme, kind="units")


def _must_not_be_there(units: list[Territory], address: str | None, programme: str) -> None:
    """Two units of one name, one with a code of the office's own, would make every report of theirs ambiguous."""
    ids, keys = {one.unit_id for one in territories()}, {unit_key(office_name(unit)) for unit in units}
    with open_store(address).reading() as reader:
        kept = reader.rows(
            "select unit_id, name from unit where programme = $programme and load_id not in (select undone from undo)",
            {"programme": programme},
        )
    others = [f"{unit_id} {name}" for unit_id, name in kept if unit_id not in ids and unit_key(name) in keys]
    if others:
        raise UsageError(
            f"Danh mục đã có đơn vị cùng tên với mã khác (ví dụ {others[0]}). Hãy nạp vào chương trình khác: --programme TÊN.",
            f"The register has units of the same names under other codes (such as {others[0]}). Load into another programme: "
            "--programme NAME.",
        )


def day_received(text: str) -> date:
    """The day that a person wrote as 2019-01-18 or 18/01/2019; raises UsageError for no day, or one that is yet to come."""
    try:
        day = date(*(int(part) for part in reversed(text.split("/")))) if "/" in text else date.fromisoformat(text)
    except (ValueError, TypeError) as error:
        raise UsageError(
            f"Không hiểu ngày nhận «{text}». Hãy ghi như 2019-01-18.", f"The day «{text}» is not understood. Write 2019-01-18."
        ) from error
    if day > clock.today():
        raise UsageError(
            f"Ngày nhận {day:%d/%m/%Y} chưa tới. Hãy ghi ngày báo cáo đã đến cơ quan.",
            f"The day {day:%d/%m/%Y} is yet to come. Give the day on which the reports reached the office.",
        )
    return day
