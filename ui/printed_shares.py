"""Shares that reports print without what they are a share of: kept word for word, in no figure."""

from __future__ import annotations

import streamlit as st

from ui.sources import cells_in_view
from ui.tables import Column, plain
from ui.view import View

INDICATOR = "reported_pct_no_base"


def printed_shares(view: View) -> None:
    """The shares as they were printed, each with its unit and cell and the flag that it has no base; nothing where none was."""
    cells = cells_in_view(view, INDICATOR)
    if not cells:
        return
    say = view.say
    st.subheader(say("printed_shares.title"), anchor=False)
    st.caption(say("printed_shares.note"))
    rows = [
        {
            "unit": c.unit_name,
            "text": c.value,
            "flag": say("printed_shares.no_base"),
            "file": c.file,
            "cell": f"{c.sheet} · {c.cell}",
        }
        for c in cells
    ]
    columns = [Column("unit", say("cell.unit")), Column("text", say("printed_shares.text")), Column("flag", "")]
    plain(rows, [*columns, Column("file", say("cell.file")), Column("cell", say("cell.cell"))], view.language)
