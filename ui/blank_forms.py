"""Blank forms to send out: of one unit, or of every unit at once, filled in with what is known already."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import streamlit as st

from ui.house import house
from ui.view import View

EVERY = ""


def blank_forms(view: View, forms: Mapping[str, str], make: Callable[[str, Sequence[str]], bytes]) -> None:
    """Choose a form and a unit, and take the workbook away; it is only made when it is asked for.

    `make` gives a workbook for one unit, an archive for several.
    """
    say, units = view.say, {key: unit for key, unit in house(view.programme).units.items() if unit.obligation}
    with st.expander(say("blank_forms.title"), icon=":material/description:"):
        st.caption(say("blank_forms.lead"))
        form_side, unit_side = st.columns(2)
        form = form_side.selectbox(say("blank_forms.form"), list(forms), format_func=forms.__getitem__, key="blank-form")
        chosen = unit_side.selectbox(
            say("blank_forms.unit"),
            [*units, EVERY],
            format_func=lambda key: f"{units[key].name} · {key}" if key else say("blank_forms.every", count=len(units)),
            key="blank-unit",
        )
        if form and chosen is not None:
            asked = [chosen] if chosen else list(units)
            st.download_button(
                say("blank_forms.take"),
                lambda: make(form, asked),
                file_name=f"{form}_{chosen}.xlsx" if chosen else f"{form}.zip",
                key="blank-take",
                icon=":material/download:",
                on_click="ignore",
            )
