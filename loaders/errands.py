"""Two errands that are loads with a purpose: the register alone, and the shipped sample."""

from __future__ import annotations

from pathlib import Path

from base import settings
from base.errors import UsageError
from loaders.intake import from_paths
from loaders.loading import load
from loaders.results import Outcome, Progress, Source
from loaders.tables import csv_to_workbook
from store import open_store

SAMPLE = settings.SAMPLES / "dak-lak-2018"


def load_units(file: Path, *, who: str, address: str | None = None, programme: str = "default") -> Outcome:
    """Loads or updates the register (form F5) from a workbook or a CSV file with the same headings."""
    if not file.is_file():
        raise UsageError(f"Không có tệp «{file}».", f"There is no file «{file}».")
    data = csv_to_workbook(file.read_bytes()) if file.suffix.lower() == ".csv" else file.read_bytes()
    return load([Source(file.name, data)], who=who, address=address, programme=programme, kind="units")


def load_sample(*, who: str, address: str | None = None, programme: str = "default", progress: Progress | None = None) -> Outcome:
    """Loads the shipped sample; where the store already holds something, nothing is done.

    Source: the rollout of Đắk Lắk province, 247 units, published 5/4/2019; the spread over units is made up.
    """
    with open_store(address).reading() as reader:
        held = reader.row("select count(*) from load where load_id not in (select undone from undo) and kind <> 'undo'")
    if held and held[0]:
        return Outcome(open_store(address).version(), None, [])
    return load(from_paths([SAMPLE]), who=who, address=address, programme=programme, kind="sample", progress=progress)
