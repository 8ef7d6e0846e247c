"""The register of a programme in short: how many units each group has, and how many of them are counted."""

from __future__ import annotations

from collections import Counter

import streamlit as st

from base.ladder import in_order
from ui.house import group_name, house
from ui.tables import Column, plain
from ui.view import View


def register(view: View) -> None:
    """Units by group, all and those in scope; a sentence where the programme has no register."""
    say, units = view.say, house(view.programme).units.values()
    st.subheader(say("register.title"), anchor=False)
    if not units:
        st.caption(say("register.none"))
        return
    every = Counter(unit.unit_group or "" for unit in units)
    inside = Counter(unit.unit_group or "" for unit in units if unit.obligation)
    rows = [
        {"group": group_name(group, view.language), "units": every[group], "in_scope": inside[group]}
        for group in in_order(sorted(every))
    ]
    columns = [Column("group", say("pick.group")), Column("units", say("register.units"), "count")]
    plain(rows, [*columns, Column("in_scope", say("register.in_scope"), "count")], view.language)
