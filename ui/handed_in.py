"""What became of workbooks that were handed in: counts, one line a file, findings, and the effect on the indicators."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any, Protocol

import streamlit as st

from base.period import parse_period
from base.sentence import Sentence
from ui import answers, notes
from ui.formats import number, period_name, value_of
from ui.tables import Column, pick, plain
from ui.tiles import Tile, row_of_tiles
from ui.view import View

GOOD = ("accepted", "accepted_with_warnings", "duplicate")
MOST_FINDINGS = 2000


class Finding(Protocol):
    """One fault at one place, as the reception tells it."""

    sheet: str | None
    cell: str | None
    value: str | None

    @property
    def severity(self) -> str: ...

    @property
    def message(self) -> Sentence: ...


class HandedIn(Protocol):
    """One workbook and what became of it."""

    file: str
    outcome: str
    reports: list[Any]
    counts: dict[str, int]
    findings: list[Any]


def summary(view: View, files: Sequence[HandedIn]) -> None:
    """Tiles: how many files were accepted, accepted with warnings, already there, sent back."""
    say = view.say
    counted = Counter(file.outcome for file in files)
    back = sum(n for outcome, n in counted.items() if outcome not in GOOD)
    rows = {key: sum(file.counts.get(key, 0) for file in files) for key in ("rows_read", "rows_loaded", "rows_held", "rows_ignored")}
    told = say("upload.rows", **{key: number(value, view.language) for key, value in rows.items()})
    row_of_tiles([
        Tile(say("upload.files"), number(len(files), view.language), note=told, chief=True),
        Tile(say("outcome.accepted"), number(counted["accepted"], view.language)),
        Tile(say("outcome.accepted_with_warnings"), number(counted["accepted_with_warnings"], view.language)),
        Tile(say("outcome.duplicate"), number(counted["duplicate"], view.language)),
        Tile(say("upload.sent_back"), number(back, view.language), note=say("upload.sent_back_note") if back else ""),
    ])


def files_table(view: View, files: Sequence[HandedIn]) -> None:
    """One line a file, those sent back first."""
    say = view.say
    ordered = sorted(files, key=lambda file: (file.outcome in GOOD, not file.findings, file.file))
    rows = [{"file": file.file, "outcome": say(f"outcome.{file.outcome}"), "about": _about(file, view),
             "findings": len(file.findings), **file.counts} for file in ordered]
    pick(view, "files", rows, [
        Column("outcome", say("upload.outcome")), Column("file", say("cell.file"), width="medium"),
        Column("about", say("upload.about"), width="large"), Column("findings", say("upload.findings"), "count"),
        Column("rows_read", say("upload.rows_read"), "count"), Column("rows_loaded", say("upload.rows_loaded"), "count"),
        Column("rows_held", say("upload.rows_held"), "count"), Column("rows_ignored", say("upload.rows_ignored"), "count")])


def findings_table(view: View, files: Sequence[HandedIn]) -> None:
    """Every finding with its place and sentence, errors first."""
    say = view.say
    order = {"error": 0, "warning": 1, "info": 2}
    found = sorted(((order.get(f.severity, 3), file.file, f) for file in files for f in file.findings), key=lambda item: item[:2])
    if not found:
        st.caption(say("upload.no_findings"))
        return
    rows = [{"severity": say(f"severity.{f.severity}"), "file": name, "sheet": f.sheet, "cell": f.cell, "value": f.value,
             "message": f.message.in_language(view.language)} for _, name, f in found[:MOST_FINDINGS]]
    plain(rows, [Column("severity", say("finding.severity")), Column("message", say("finding.message")),
                 Column("file", say("cell.file")), Column("sheet", say("cell.sheet")), Column("cell", say("cell.cell")),
                 Column("value", say("finding.value"))], view.language)


def effect_table(view: View, changes: Sequence[Any]) -> None:
    """The indicators that would move, before and after."""
    say = view.say
    if not changes:
        st.caption(say("upload.no_effect"))
        return
    rows = []
    for change in changes:
        indicator = answers.indicator(change.code)
        rows.append({
            "name": notes.name_of(indicator, view.language), "period": period_name(_period(change.period), view.language),
            "before": value_of(change.before, indicator.format, view.language),
            "after": value_of(change.after, indicator.format, view.language)})
    plain(rows, [Column("name", say("upload.indicator")), Column("period", say("pick.period")),
                 Column("before", say("upload.before")), Column("after", say("upload.after"))], view.language)


def _period(period: Any) -> Any:
    return parse_period(period) if isinstance(period, str) else period


def _about(file: HandedIn, view: View) -> str:
    if not file.reports:
        return ""
    first = file.reports[0]
    period = period_name(parse_period(first.period), view.language) if first.period else ""
    if len(file.reports) > 1:
        return view.say("upload.many_reports", count=len(file.reports), period=period)
    return " · ".join(text for text in (first.unit_name, period) if text)
