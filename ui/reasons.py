"""Warnings that stand in the way of nothing but want a reason: typed once, kept with the report."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

import pandas as pd
import streamlit as st

from ui.view import View

MOST = 500
Reasons = dict[tuple[str, str, str | None, str | None], str]  # by file, rule, sheet and cell
Excused = tuple[int, str, str | None, str | None, str]  # file id, rule, sheet, cell, reason
_KEYS = ("message", "file", "sheet", "cell")


class Warned(Protocol):
    """One workbook and its findings."""

    file: str
    file_id: int | None
    findings: list[Any]


def reasons_for(view: View, files: Sequence[Warned], key: str) -> Reasons:
    """The warnings of the workbooks with room for a reason each, and one for all; gives the reasons typed so far."""
    say = view.say
    warnings = [(file.file, found) for file in files for found in file.findings if found.severity == "warning"][:MOST]
    if not warnings:
        st.caption(say("reasons.none"))
        return {}
    st.caption(say("reasons.lead"))
    every = st.text_input(say("reasons.every"), key=f"{key}-every", max_chars=300)
    rows = [
        {
            "reason": "",
            "message": found.message.in_language(view.language),
            "file": file,
            "sheet": found.sheet or "",
            "cell": found.cell or "",
        }
        for file, found in warnings
    ]
    headings = {"reason": say("reasons.reason"), "message": say("finding.message")}
    headings |= {name: say(f"cell.{name}") for name in ("file", "sheet", "cell")}
    edited = st.data_editor(
        pd.DataFrame(rows),
        key=key,
        hide_index=True,
        disabled=list(_KEYS),
        column_config={
            name: st.column_config.TextColumn(heading, width="large" if name in {"reason", "message"} else None)
            for name, heading in headings.items()
        },
    )
    typed = [str(reason or "").strip() or every.strip() for reason in edited["reason"]]
    return {
        (file, found.rule, found.sheet, found.cell): reason
        for (file, found), reason in zip(warnings, typed, strict=True)
        if reason
    }


def excuses(files: Sequence[Warned], reasons: Reasons) -> list[Excused]:
    """The reasons typed, as the desk keeps them: by the number that each workbook got when it was loaded."""
    return [
        (file.file_id, found.rule, found.sheet, found.cell, reasons[place])
        for file in files
        for found in file.findings
        if file.file_id and (place := (file.file, found.rule, found.sheet, found.cell)) in reasons
    ]
