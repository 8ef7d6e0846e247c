"""Findings: what is wrong at which place, how grave, and what to do."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import streamlit as st

from indicators import Found
from ui.formats import number
from ui.tables import Column, plain
from ui.view import View

GRAVITY = {"error": 0, "warning": 1, "info": 2}
MOST = 1000


@dataclass(frozen=True, slots=True)
class Fault:
    """One finding in the reader's language."""

    severity: str
    message: str
    file: str
    sheet: str | None
    cell: str | None
    value: str | None


def remembered(view: View, found: Iterable[Found]) -> list[Fault]:
    """Findings that the store keeps."""
    english = view.language == "en"
    return [Fault(f.severity, f.message_en if english else f.message_vi, f.file, f.sheet, f.cell, f.value) for f in found]


def faults(view: View, found: Iterable[Fault]) -> None:
    """A table of findings, the gravest first; a very long one is cut, and says so."""
    say = view.say
    ordered = sorted(found, key=lambda fault: (GRAVITY.get(fault.severity, len(GRAVITY)), fault.file))
    if not ordered:
        st.caption(say("finding.none"))
        return
    rows = [
        {
            "severity": say(f"severity.{fault.severity}"),
            "message": fault.message,
            "file": fault.file,
            "sheet": fault.sheet,
            "cell": fault.cell,
            "value": fault.value,
        }
        for fault in ordered[:MOST]
    ]
    columns = [
        Column("severity", say("finding.severity"), width="small"), Column("message", say("finding.message"), width="large"),
        Column("file", say("cell.file"), width="medium"), Column("sheet", say("cell.sheet"), width="medium"),
        Column("cell", say("cell.cell")), Column("value", say("finding.value")),
    ]  # fmt: skip
    plain(rows, columns, view.language)
    if len(ordered) > MOST:
        st.caption(say("finding.more", shown=number(MOST, view.language), all=number(len(ordered), view.language)))
