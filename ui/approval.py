"""Approval: the worklist of a period, the steps that can be taken, warnings that want a reason, exceptions in force."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import pandas as pd
import streamlit as st

from base import clock
from base.errors import QmsError
from indicators import OpenFinding, Reviewed, UnitReview
from ui.findings import Fault, faults
from ui.formats import day, literal, number
from ui.house import house
from ui.tables import ROW_PIXELS, Column, plain
from ui.view import View

# What wants attention stands first.
ORDER = ("changed", "received", "checked", "approved", "locked")
STEPS_FROM = {"checked": ("received",), "approved": ("received", "checked", "changed"), "locked": ("approved",)}
OPENED_FROM = ("checked", "approved", "locked", "changed")
TALL = 11
NUMBERS = ("errors", "unsaid", "version")


@dataclass(frozen=True, slots=True)
class Asked:
    """A step that the reader asked for: the units it is meant for, the reason typed, the last day of an exception."""

    step: str
    units: tuple[str, ...]
    reason: str = ""
    until: date | None = None


def worklist(view: View, reviewed: Reviewed) -> list[UnitReview]:
    """A table of the units and their states, narrowed to some states where the reader likes; gives the ticked ones."""
    say = view.say
    counted = {state: reviewed.states[state] for state in ORDER if reviewed.states[state]}
    kept = st.pills(
        say("approval.show"),
        list(counted),
        selection_mode="multi",
        key="approval-states",
        format_func=lambda state: f"{say(f'state.{state}')} ({number(counted[state], view.language)})",
    )
    shown = [unit for unit in reviewed.units if not kept or unit.state in kept]
    units = house(view.programme).units
    shown.sort(key=lambda unit: (ORDER.index(unit.state), -unit.errors, unit.excused - unit.warnings, units[unit.unit_id].name))
    st.caption(say("approval.pick"))
    event = st.dataframe(
        pd.DataFrame([_line(view, unit) for unit in shown]),
        hide_index=True,
        key="-".join(["worklist", *view.address().values(), *kept]),
        on_select="rerun",
        selection_mode="multi-row",
        row_height=ROW_PIXELS,
        height=ROW_PIXELS * (min(len(shown), TALL) + 1) + 3,
        column_config={say(f"approval.{name}"): st.column_config.TextColumn(alignment="right") for name in NUMBERS},
    )
    ticked = event["selection"]["rows"]
    return [shown[i] for i in ticked if i < len(shown)]


def _line(view: View, unit: UnitReview) -> dict[str, object]:
    say = view.say
    changed = ""
    if unit.changed_at:
        changed = say("approval.changed_some", count=number(unit.values_changed, view.language), day=_day(view, unit.changed_at))
    return {
        say("table.unit"): house(view.programme).units[unit.unit_id].name,
        say("approval.show"): say(f"state.{unit.state}"),
        say("approval.errors"): str(unit.errors or ""),
        say("approval.unsaid"): str(unit.warnings - unit.excused or ""),
        say("approval.version"): str(unit.version),
        say("approval.changed"): changed,
        say("approval.last"): f"{unit.stepped_by}, {_day(view, unit.stepped_at)}" if unit.stepped_at else "",
        say("approval.source"): say(f"source.{'own' if unit.own else 'annex'}"),
    }


def _day(view: View, moment: datetime) -> str:
    return day(moment.replace(tzinfo=UTC).astimezone(clock.VIETNAM).date(), view.language)


def steps(view: View, reviewed: Reviewed, chosen: Sequence[UnitReview], *, signed: bool) -> Asked | None:
    """The buttons: each says for how many of the chosen units it may be pressed; gives what was pressed."""
    say = view.say
    fitting = {step: [unit for unit in chosen if unit.state in states] for step, states in STEPS_FROM.items()}
    unclear = [unit for unit in fitting["approved"] if not unit.clear]
    fitting["approved"] = [unit for unit in fitting["approved"] if unit.clear]
    clear = [u for u in reviewed.units if u.state in STEPS_FROM["approved"] and not u.errors and not u.warnings]
    pressed: Asked | None = None

    def button(step: str, units: Sequence[UnitReview], key: str, label: str, *, chief: bool = False) -> None:
        nonlocal pressed
        text = say(label, count=number(len(units), view.language))
        off = not units or not signed
        if st.button(text, key=key, disabled=off, type="primary" if chief else "secondary"):
            pressed = Asked(step, tuple(unit.unit_id for unit in units))

    with st.container(horizontal=True):
        for step, units in fitting.items():
            button(step, units, f"step-{step}", f"approval.{step}", chief=step == "approved")
        button("approved", clear, "step-clear", "approval.clear")
        with st.popover(say("approval.more")):
            pressed = _reasoned(view, chosen, signed=signed) or pressed
    if unclear:
        st.caption(say("approval.only_clear", count=number(len(unclear), view.language)))
    return pressed


def _reasoned(view: View, chosen: Sequence[UnitReview], *, signed: bool) -> Asked | None:
    """Steps that need a reason: opening again, and letting a locked report come again until a day."""
    say = view.say
    reason = st.text_input(say("approval.reason"), key="step-reason", max_chars=300, placeholder=say("approval.reason_hint"))
    until = st.date_input(
        say("approval.until"), clock.today() + timedelta(7), min_value=clock.today(), key="step-until", format="DD/MM/YYYY"
    )
    fitting = {
        "reopened": [unit.unit_id for unit in chosen if unit.state in OPENED_FROM],
        "exception": [unit.unit_id for unit in chosen if unit.locked],
    }
    for step, units in fitting.items():
        off = not units or not signed or not reason.strip()
        if st.button(say(f"approval.{step}", count=number(len(units), view.language)), key=f"step-{step}", disabled=off):
            return Asked(step, tuple(units), reason, until if step == "exception" else None)
    return None


def warnings(view: View, found: Sequence[OpenFinding], *, signed: bool) -> list[tuple[OpenFinding, str]]:
    """Warnings with room for a reason each, and one for all that are left blank; gives those to be kept, when asked to."""
    say = view.say
    waiting = [one for one in found if one.severity == "warning" and not one.reason]
    if not waiting:
        st.caption(say("approval.no_warnings"))
        return []
    units = house(view.programme).units
    headings = {"reason": say("approval.reason"), "unit": say("table.unit"), "text": say("approval.warning")}
    headings |= {name: say(f"cell.{name}") for name in ("sheet", "cell", "file")}
    rows = [
        {"reason": "", "unit": units[one.unit_id].name, "text": _sentence(view, one), "sheet": one.sheet, "cell": one.cell,
         "file": one.file}
        for one in waiting
    ]  # fmt: skip
    edited = st.data_editor(
        pd.DataFrame(rows),
        key="-".join(["warnings", view.version, *view.address().values()]),
        hide_index=True,
        disabled=[name for name in headings if name != "reason"],
        row_height=ROW_PIXELS,
        column_config={
            name: st.column_config.TextColumn(heading, width="large" if name in {"reason", "text"} else None, max_chars=300)
            for name, heading in headings.items()
        },
    )
    every = st.text_input(say("approval.every"), key="excuse-every", max_chars=300)
    typed = [(one, str(reason or "").strip() or every.strip()) for one, reason in zip(waiting, edited["reason"], strict=True)]
    kept = [(one, reason) for one, reason in typed if reason]
    text = say("approval.keep", count=number(len(kept), view.language))
    return kept if st.button(text, key="excuse-keep", disabled=not kept or not signed, type="primary") else []


def errors(view: View, found: Sequence[OpenFinding]) -> None:
    """Errors that are still open; nothing where there are none."""
    wrong = [one for one in found if one.severity == "error"]
    if wrong:
        st.caption(view.say("approval.open_errors"))
        faults(view, [Fault("error", _sentence(view, one), one.file, one.sheet, one.cell, one.value) for one in wrong])


def _sentence(view: View, found: OpenFinding) -> str:
    return found.message_en if view.language == "en" else found.message_vi


def exceptions(view: View, reviewed: Reviewed) -> None:
    """Locked reports that may come again, until when and why."""
    say = view.say
    rows = [
        {
            "unit": house(view.programme).units[unit.unit_id].name,
            "until": day(unit.until, view.language),
            "reason": unit.exception_reason,
        }
        for unit in reviewed.units
        if unit.until
    ]
    if not rows:
        st.caption(say("approval.no_exceptions"))
        return
    columns = [
        Column("unit", say("table.unit")),
        Column("until", say("approval.until")),
        Column("reason", say("approval.reason")),
    ]
    plain(rows, columns, view.language)


def once(view: View, work: Callable[[], str]) -> None:
    """Does something that writes and shows the page anew with a word of what was done; says in a sentence why it could not."""
    try:
        st.session_state["done"] = work()
    except QmsError as error:
        st.error(literal(error.sentence.in_language(view.language)))
        return
    st.rerun()
