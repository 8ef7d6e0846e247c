"""Who moved between two periods: a matrix of stages or editions with the units behind each cell, and those that fell."""

from __future__ import annotations

from html import escape

import streamlit as st

from base.ladder import STAGES
from base.period import Period
from indicators import Fall, Matrix, Move
from ui import answers
from ui.address import picker
from ui.formats import day, number, period_name
from ui.house import house
from ui.tables import Column
from ui.unit_list import unit_list
from ui.view import View

STAGE_KEYS = {"announced": 3, "applied": 2, "building": 1, "not_started": 0, "suspended": -1, "withdrawn": -2}
STAYED, ROSE, FELL, OTHER = "=", "▲", "▼", "·"


def matrix(view: View, of: str) -> None:
    """The matrix since a period that the reader picks, the units of one cell, and the units that fell with the reason."""
    say = view.say
    earlier = [period for period in house(view.programme).periods if period.end < view.period.end]
    if not earlier:
        return
    st.subheader(say(f"moves.{of}"), anchor=False)
    labels = {period.label: period for period in reversed(earlier)}
    since, _ = picker(
        f"since-{of}",
        say("moves.since"),
        list(labels),
        earlier[-1].label,
        lambda label: period_name(labels[label], view.language),
    )
    told: Matrix = answers.record(view, "transitions", labels[since], view.period, of, view.scope)
    st.caption(say("moves.note", before=_name(view, told.before), after=_name(view, told.after)))
    _table(view, told)
    _behind(view, told)
    _fallen(view, told)


def state_name(view: View, state: str) -> str:
    """A state in the reader's language; an edition is written as it is."""
    if state in STAGE_KEYS:
        return STAGES[STAGE_KEYS[state]][view.language == "en"]
    return view.say(f"moves.state_{state}") if f"moves.state_{state}" in view.say.sentences else f"9001:{state}"


def mark(old: str, new: str) -> str:
    """How a cell is told apart without colour: stayed, rose, fell, or neither can be said."""
    if old == new:
        return STAYED
    low, high = _height(old), _height(new)
    if low is None or high is None:
        return OTHER
    return ROSE if high > low else FELL


def _height(state: str) -> int | None:
    """How high a state stands among stages, or among editions; None for one that is neither."""
    return int(state) if state.isdigit() else {"not_applying": 0}.get(state, STAGE_KEYS.get(state))


def _name(view: View, period: Period) -> str:
    return period_name(period, view.language)


def _table(view: View, told: Matrix) -> None:
    cells, say = told.cells(), view.say
    first = escape(say("moves.from_to", before=_name(view, told.before), after=_name(view, told.after)))
    heads = "".join(f'<th class="num" scope="col">{escape(state_name(view, state))}</th>' for state in told.states)
    total = escape(say("moves.total"))
    body = "".join(
        f'<tr><th scope="row">{escape(state_name(view, old))}</th>'
        + "".join(_cell(view, old, new, cells.get((old, new), ())) for new in told.states)
        + f'<td class="num sum">{_count(view, [m for m in told.moves if m.old.state == old])}</td></tr>'
        for old in told.states
    )
    sums = "".join(
        f'<td class="num sum">{_count(view, [m for m in told.moves if m.new.state == new])}</td>' for new in told.states
    )
    st.html(
        f'<div class="qms plain moves"><table><thead><tr><th>{first}</th>{heads}<th class="num">{total}</th></tr></thead>'
        f'<tbody>{body}<tr><th scope="row">{total}</th>{sums}<td class="num sum">{_count(view, told.moves)}</td></tr></tbody>'
        "</table></div>"
    )


def _count(view: View, moves: list[Move] | tuple[Move, ...]) -> str:
    return number(len(moves), view.language)


def _cell(view: View, old: str, new: str, moves: tuple[Move, ...]) -> str:
    if not moves:
        return '<td class="num"></td>'
    sign = mark(old, new)
    kind = {STAYED: "stayed", ROSE: "rose", FELL: "fell"}.get(sign, "other")
    carried = sum(not move.new.told for move in moves if move.new.stage is not None)
    small = f"<small>{escape(view.say('moves.carried', count=number(carried, view.language)))}</small>" if carried else ""
    return f'<td class="num {kind}"><span aria-hidden="true">{sign}</span> {_count(view, moves)}{small}</td>'


def _behind(view: View, told: Matrix) -> None:
    """The units of one cell off the diagonal, the largest cell first."""
    say = view.say
    moved = {f"{old}~{new}": moves for (old, new), moves in told.cells().items() if old != new}
    if not moved:
        st.caption(say("moves.none"))
        return
    keys = sorted(moved, key=lambda key: -len(moved[key]))

    def written(key: str) -> str:
        old, new = key.split("~")
        names = f"{state_name(view, old)} → {state_name(view, new)}"
        return say("moves.cell", names=names, count=number(len(moved[key]), view.language))

    chosen, _ = picker(f"cell-{told.of}", say("moves.behind"), keys, keys[0], written)
    units = house(view.programme).units
    unit_list(view, f"moved-{told.of}", {move.unit_id: {} for move in moved[chosen] if move.unit_id in units})


def _fallen(view: View, told: Matrix) -> None:
    """The units that fell between, and why."""
    fallen: tuple[Fall, ...] = answers.record(view, "falls", told.before, told.after, told.of, view.scope)
    if not fallen:
        return
    say, units = view.say, house(view.programme).units
    st.subheader(say("moves.fallen", count=number(len(fallen), view.language)), anchor=False)
    rows = {
        fall.move.unit_id: {"step": _step(view, fall), "why": why(view, fall)} for fall in fallen if fall.move.unit_id in units
    }
    columns = [Column("step", say("moves.column_step")), Column("why", say("moves.column_why"), width="large")]
    unit_list(view, f"fallen-{told.of}", rows, columns)


def _step(view: View, fall: Fall) -> str:
    ends = fall.move.old, fall.move.new
    names = [state_name(view, end.state) for end in ends]
    return " → ".join(names if names[0] != names[1] else [f"9001:{end.edition}" for end in ends])


def why(view: View, fall: Fall) -> str:
    """The reason of a fall: what was declared, since when, what was noted, what the reception found; or that none is given."""
    say, stage = view.say, fall.move.new.stage
    parts = [say("moves.declared", state=STAGES[stage or 0][view.language == "en"])] if fall.declared else []
    if fall.withdrawn_on:
        parts.append(day(fall.withdrawn_on, view.language))
    parts += [text for text in (fall.note, fall.finding.in_language(view.language) if fall.finding else None) if text]
    return "; ".join(parts) or say("moves.unexplained")
