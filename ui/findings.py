"""Findings: what is wrong at which place, how grave, and what to do."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

import streamlit as st

from base.sentence import Sentence
from ui.formats import number
from ui.tables import Column, plain
from ui.view import View

GRAVITY = {"error": 0, "warning": 1, "info": 2}
MOST = 1000


class Finding(Protocol):
    """One fault at one place, as the reception or the store tells it."""

    @property
    def severity(self) -> str:
        """'error', 'warning' or 'info'."""

    @property
    def sheet(self) -> str | None:
        """The sheet, where the fault has one."""

    @property
    def cell(self) -> str | None:
        """The cell, where the fault has one."""

    @property
    def value(self) -> str | None:
        """What stands there."""

    @property
    def message(self) -> Sentence:
        """What it is and what to do."""


class Filed(Finding, Protocol):
    """A finding that knows its file."""

    @property
    def file(self) -> str:
        """The workbook's name."""


def findings_table(view: View, found: Sequence[Filed]) -> None:
    """Findings of many files, the gravest first."""
    findings_by_file(view, ((finding.file, finding) for finding in found))


def findings_by_file(view: View, found: Iterable[tuple[str, Finding]]) -> None:
    """Findings with the names of their files, the gravest first; a very long list is cut, and says so."""
    say = view.say
    ordered = sorted(found, key=lambda item: (GRAVITY.get(item[1].severity, len(GRAVITY)), item[0]))
    if not ordered:
        st.caption(say("finding.none"))
        return
    rows = [
        {
            "severity": say(f"severity.{finding.severity}"),
            "file": name,
            "sheet": finding.sheet,
            "cell": finding.cell,
            "value": finding.value,
            "message": finding.message.in_language(view.language),
        }
        for name, finding in ordered[:MOST]
    ]
    columns = [
        Column("severity", say("finding.severity")), Column("message", say("finding.message")), Column("file", say("cell.file")),
        Column("sheet", say("cell.sheet")), Column("cell", say("cell.cell")), Column("value", say("finding.value")),
    ]  # fmt: skip
    plain(rows, columns, view.language)
    if len(ordered) > MOST:
        st.caption(say("finding.more", shown=number(MOST, view.language), all=number(len(ordered), view.language)))
