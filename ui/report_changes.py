"""What handing in does to the reports: new, changed, unchanged, removed, and every value that differs, old → new."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

import streamlit as st

from base.period import parse_period
from indicators import ReportChange
from ui.formats import NOTHING, number, period_name
from ui.sources import field_name
from ui.tables import Column, download, plain
from ui.view import View

STATES = ("new", "changed", "unchanged", "removed")
MOST = 300


def report_changes(view: View, changes: Sequence[ReportChange]) -> None:
    """A sentence with the counts of reports, rows and values, and the table of values that differ."""
    say = view.say
    if not changes:
        st.caption(say("changes.none"))
        return
    reports = Counter(change.state for change in changes)
    st.markdown(say("changes.reports", **{state: number(reports[state], view.language) for state in STATES}))
    for what in ("rows", "cells"):
        counted = {state: sum(getattr(change.counts, f"{what}_{state}") for change in changes) for state in STATES}
        st.caption(say(f"changes.{what}", **{state: number(count, view.language) for state, count in counted.items()}))
    rows = [_row(view, change, cell) for change in changes for cell in change.cells]
    if not rows:
        return
    columns = [Column(name, say(f"changes.{name}")) for name in ("unit", "period", "field", "row")]
    columns += [Column(name, say(f"upload.{name}"), "number") for name in ("before", "after")]
    columns += [Column(name, say(f"cell.{name}")) for name in ("sheet", "cell")]
    plain(rows[:MOST], columns, view.language)
    if len(rows) > MOST:
        st.caption(say("finding.more", shown=number(MOST, view.language), all=number(len(rows), view.language)))
    download(view, "changes", rows, columns)


def _row(view: View, change: ReportChange, cell: Any) -> dict[str, Any]:
    kinds = {"row_new": "changes.row_new", "row_removed": "changes.row_removed"}
    return {
        "unit": change.unit or change.unit_id or NOTHING,
        "period": period_name(parse_period(change.period), view.language) if change.period else "",
        "field": view.say(kinds[cell.kind]) if cell.kind in kinds else field_name(view, cell.field),
        "row": cell.row,
        "before": _value(view, cell.old),
        "after": _value(view, cell.new),
        "sheet": cell.sheet,
        "cell": cell.cell,
    }


def _value(view: View, value: Any) -> str:
    if value is None:
        return NOTHING
    if isinstance(value, int | float) and not isinstance(value, bool):
        return number(value, view.language)
    return f"{value:%d/%m/%Y}" if hasattr(value, "strftime") else str(value)
