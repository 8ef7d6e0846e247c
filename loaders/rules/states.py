"""What one sheet says of units beside itself: stages, editions and dates that contradict, rows of nothing but zeros."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from base import ladder
from loaders.findings import Finding
from loaders.taken import Table

_WITH_BASE = re.compile(r"\d\s*/\s*\d")
LEAST_COUNTS = 3  # a row of fewer counts may well be all zero


def edition_given(table: Table) -> Iterator[Finding]:
    """A unit that applies or has announced names its edition, where the layout asks for it."""
    stages, editions = table.columns.get("stage"), table.columns.get("edition")
    if stages is None or editions is None or not table.match.has("edition"):
        return
    for i, stage in enumerate(stages):
        if stage is not None and stage >= ladder.APPLIED and editions[i] is None:
            if any(held.field == "edition" and held.cell == table.cell_of("edition", i) for held in table.held):
                continue
            yield Finding("edition_missing", table.grid.sheet, table.cell_of("edition", i), None, {"stage": _stage(stage)})


def stage_contradicts(table: Table) -> Iterator[Finding]:
    """A stage goes with its dates: announced on a day but not announced, an edition before any work has begun,
    converted but still on 2008 (Decision 19/2014/QĐ-TTg, Circular 26/2014/TT-BKHCN as practised).
    """
    stages, editions = table.columns.get("stage"), table.columns.get("edition")
    if stages is None:
        return
    empty = [None] * len(stages)
    announced, converted = table.columns.get("announced_on", empty), table.columns.get("converted_on", empty)
    for i, stage in enumerate(stages):
        edition = editions[i] if editions else None
        if stage is not None and ladder.NOT_STARTED <= stage < ladder.ANNOUNCED and announced[i]:
            why = {"vi": f"có ngày công bố {announced[i]:%d/%m/%Y}", "en": f"it was announced on {announced[i]:%d/%m/%Y}"}
            yield _contradiction(table, "stage", i, _stage(stage), why)
        elif stage == ladder.NOT_STARTED and edition:
            why = {"vi": f"có ghi phiên bản {edition}", "en": f"edition {edition} is given"}
            yield _contradiction(table, "stage", i, _stage(stage), why)
        if edition == "2008" and converted[i]:
            why = {
                "vi": f"có ngày hoàn thành chuyển đổi {converted[i]:%d/%m/%Y}",
                "en": f"the conversion was finished on {converted[i]:%d/%m/%Y}",
            }
            yield _contradiction(table, "edition", i, {"vi": "9001:2008", "en": "9001:2008"}, why)


def _stage(stage: int) -> dict[str, str]:
    vi, en = ladder.STAGES[stage]
    return {"vi": vi, "en": en}


def _contradiction(table: Table, name: str, i: int, said: dict[str, str], why: dict[str, str]) -> Finding:
    return Finding("stage_contradicts", table.grid.sheet, table.cell_of(name, i), said["vi"], {"said": said, "why": why})


def all_zero_rows(table: Table) -> Iterator[Finding]:
    """A row whose counts, at least three of them, are all zero: «0» is often exported where nothing was reported."""
    counted = [name for name, field in table.layout.fields.items() if field.type == "count" and name in table.columns]
    if len(counted) < LEAST_COUNTS:
        return
    for i, row in enumerate(zip(*(table.columns[name] for name in counted), strict=True)):
        if not any(row) and row.count(0) >= LEAST_COUNTS:
            yield Finding("all_zero_row", table.grid.sheet, _first_zero(table, counted, row, i), "0", {"count": row.count(0)})


def _first_zero(table: Table, counted: list[str], row: tuple[Any, ...], i: int) -> str:
    return table.cell_of(counted[row.index(0)], i)


def percents_without_base(table: Table) -> Iterator[Finding]:
    """A share that is printed without what it is a share of is kept as it was printed, and is in no figure."""
    for i, printed in enumerate(table.columns.get("percent_printed", ())):
        if printed is not None and not _WITH_BASE.search(printed):
            yield Finding("percent_without_base", table.grid.sheet, table.cell_of("percent_printed", i), printed)


def texts_composed(table: Table) -> Iterator[Finding]:
    """Text that came as letters with separate marks (decomposed Unicode) was composed; said once a sheet."""
    if table.composed:
        cell, raw, meant = table.composed[0]
        cells = tuple(place for place, _, _ in table.composed)
        details = {"count": len(cells), "meant": meant}
        yield Finding("text_composed", table.grid.sheet, cell, raw, details, cells)
