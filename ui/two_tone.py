"""Approved and provisional beside one another: a bar of two tones with both counts, and the same in few words."""

from __future__ import annotations

from html import escape

import streamlit as st

from indicators import Reviewed
from ui import answers
from ui.formats import number
from ui.view import View


def reviewed(view: View) -> Reviewed:
    """The reviews of the view's period and units; of the year's reports where the programme reports once a year."""
    found: Reviewed = answers.record(view, "reviewed", answers.record(view, "reported_period", view.period), view.scope)
    return found


def bar(view: View, told: Reviewed) -> None:
    """The bar; shapes differ too, so that no colour is needed. Nothing where no unit has a report."""
    if not told.total:
        return
    parts = [("approved", told.approved), ("provisional", told.provisional)]
    cells = "".join(
        f'<span class="{name}" style="flex:{count}">{escape(_told(view, name, count))}</span>' for name, count in parts if count
    )
    st.html(f'<div class="qms two-tone" role="img" aria-label="{escape(sentence(view, told))}">{cells}</div>')


def _told(view: View, name: str, count: int) -> str:
    return view.say(f"approval.bar_{name}", count=number(count, view.language))


def sentence(view: View, told: Reviewed) -> str:
    """How many units are approved and how many provisional, in one sentence."""
    counts = {name: number(getattr(told, name), view.language) for name in ("total", "approved", "provisional")}
    return view.say("approval.bar", **counts)


def in_short(view: View) -> str:
    """Whether the view's figures are approved, in a few words; '' where no unit has a report of the period."""
    told = reviewed(view)
    if not told.total:
        return ""
    if not told.begun:
        return view.say("head.provisional")
    if not told.provisional:
        return view.say("head.final")
    counts = {name: number(getattr(told, name), view.language) for name in ("approved", "provisional")}
    return view.say("head.partly", **counts)


def note(view: View) -> str:
    """What a tile adds to its coverage while part of the period is approved and part is not; else ''."""
    told = reviewed(view)
    if not told.begun or not told.provisional:
        return ""
    return view.say("coverage.provisional", count=number(told.provisional, view.language))
