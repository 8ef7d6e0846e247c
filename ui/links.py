"""Ways from one page to another that take the view along."""

from __future__ import annotations

import streamlit as st

from base.settings import PROJECT
from ui.view import View


def open_unit(view: View, unit: str) -> None:
    """Opens the page of one unit."""
    st.switch_page(PROJECT / "pages" / "unit.py", query_params=view.address() | {"unit": unit})


def open_place(view: View, place: str) -> None:
    """Shows the same page for another place; a table that is picked from lets go of its choice."""
    if place != view.place:
        st.query_params["place"] = place
        st.rerun()


def open_programme(programme: str) -> None:
    """Carries another programme into the address; quarter, place, group and unit were of the one that is left."""
    for name in [name for name in st.query_params if name != "lang"]:
        del st.query_params[name]
    st.query_params["programme"] = programme
