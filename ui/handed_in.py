"""What became of workbooks that were handed in: counts, one line a file, and the effect on the indicators."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from typing import Any, Protocol

import streamlit as st

from base.period import parse_period
from indicators import Change
from ui import answers
from ui.findings import Fault, faults
from ui.formats import NOTHING, number, period_name, value_of
from ui.tables import Column, pick, plain
from ui.tiles import Tile, row_of_tiles
from ui.view import View

GOOD = ("accepted", "accepted_with_warnings", "duplicate")
ROWS = ("rows_read", "rows_loaded", "rows_held", "rows_ignored")
MOST_CHANGES = 300


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
    back = sum(count for outcome, count in counted.items() if outcome not in GOOD)
    told = say("upload.rows", **{key: number(sum(file.counts.get(key, 0) for file in files), view.language) for key in ROWS})
    good = [Tile(say(f"outcome.{outcome}"), number(counted[outcome], view.language)) for outcome in GOOD]
    note = say("upload.sent_back_note") if back else ""
    row_of_tiles([
        Tile(say("upload.files"), number(len(files), view.language), chief=True), *good,
        Tile(say("upload.sent_back"), number(back, view.language), note=note),
    ])  # fmt: skip
    st.caption(told)


def files_table(view: View, files: Sequence[HandedIn]) -> None:
    """One line a file, those sent back first."""
    say = view.say
    ordered = sorted(files, key=lambda file: (file.outcome in GOOD, not file.findings, file.file))
    rows = [
        {
            "file": file.file,
            "outcome": say(f"outcome.{file.outcome}"),
            "about": _about(file, view),
            "findings": len(file.findings),
            **file.counts,
        }
        for file in ordered
    ]
    columns = [
        Column("outcome", say("upload.outcome")), Column("file", say("cell.file"), width="medium"),
        Column("about", say("upload.about"), width="medium"), Column("findings", say("upload.findings"), "count"),
        *(Column(key, say(f"upload.{key}"), "count") for key in ROWS),
    ]  # fmt: skip
    pick(view, "files", rows, columns)


def findings_of(view: View, files: Sequence[HandedIn]) -> None:
    """Every finding of every file."""
    told = (
        Fault(found.severity, found.message.in_language(view.language), file.file, found.sheet, found.cell, found.value)
        for file in files
        for found in file.findings
    )
    faults(view, told)


def effect_table(view: View, changes: Sequence[Change], spoken_of: Collection[str]) -> None:
    """The indicators that would move, before and after: in the periods that the workbooks speak of (their labels), and,
    behind a fold, in other periods, to which figures are carried over; newest period first.
    """
    say = view.say
    if not changes:
        st.caption(say("upload.no_effect"))
        return
    moved = [change for change in changes if change.before != change.after]
    told = [change for change in moved if change.period.label in spoken_of]
    _moved(view, told)
    if others := [change for change in moved if change.period.label not in spoken_of]:
        with st.expander(say("upload.other_periods", count=number(len(others), view.language)), expanded=not told):
            _moved(view, others)
    if len(moved) < len(changes):
        st.caption(say("upload.only_coverage", count=number(len(changes) - len(moved), view.language)))


def _moved(view: View, changes: Sequence[Change]) -> None:
    say = view.say
    ordered = sorted(changes, key=lambda change: change.period, reverse=True)
    rows = [
        {
            "name": answers.indicator(change.code).name(view.language),
            "period": period_name(change.period, view.language),
            "before": _figure(view, change.code, change.before, change.reported_before),
            "after": _figure(view, change.code, change.after, change.reported_after),
        }
        for change in ordered[:MOST_CHANGES]
    ]
    columns = [
        Column("period", say("pick.period")), Column("name", say("upload.indicator")),
        Column("before", say("upload.before"), "number"), Column("after", say("upload.after"), "number"),
    ]  # fmt: skip
    if rows:
        plain(rows, columns, view.language)
    if len(ordered) > MOST_CHANGES:
        st.caption(say("finding.more", shown=number(MOST_CHANGES, view.language), all=number(len(ordered), view.language)))


def _figure(view: View, code: str, value: float | None, reported: int) -> str:
    if value is None:
        return NOTHING
    return f"{value_of(value, answers.indicator(code).format, view.language)} ({view.say('upload.units', count=reported)})"


def _about(file: HandedIn, view: View) -> str:
    if not file.reports:
        return ""
    first = file.reports[0]
    period = period_name(parse_period(first.period), view.language) if first.period else ""
    if len(file.reports) > 1:
        return view.say("upload.many_reports", count=len(file.reports), period=period)
    return " · ".join(text for text in (first.unit_name, period) if text)
