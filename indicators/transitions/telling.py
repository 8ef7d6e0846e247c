"""What the command line prints of a transition matrix."""

from __future__ import annotations

from typing import Any

from base import Sentence
from base.ladder import STAGES
from indicators.answers import number, print_json, print_table, say
from indicators.transitions.falls import Fall
from indicators.transitions.matrix import STAGE, STAGE_STATES, Matrix

STATES = {key: Sentence(*STAGES[stage]) for stage, key in STAGE_STATES.items()} | {
    "not_applying": Sentence("Chưa áp dụng", "Not applying"),
    "unnamed": Sentence("Không rõ phiên bản", "Edition not told"),
    "undetermined": Sentence("Chưa xác định sau sắp xếp", "Undetermined after an arrangement"),
    "silent": Sentence("Chưa từng báo cáo", "Never reported"),
    "absent": Sentence("Không có trong danh sách", "Not in the list"),
}
_FROM = Sentence("Từ \\ đến", "From \\ to")
_FELL, _WHY = Sentence("Đơn vị lùi bước", "Offices that fell"), Sentence("Lý do", "Reason")
_UNEXPLAINED = Sentence("chưa nêu lý do", "no reason given")


def give_transitions(told: Matrix, fallen: tuple[Fall, ...], *, as_json: bool) -> None:
    """Prints the matrix and the offices that fell."""
    if as_json:
        print_json(_document(told, fallen))
        return
    cells = told.cells()
    rows = [
        [state_name(old), *(number(len(cells[old, new])) if (old, new) in cells else "" for new in told.states), _sum(told, old)]
        for old in told.states
    ]
    heads = [_FROM, *(Sentence(state_name(state), state_name(state)) for state in told.states), Sentence("Tổng", "Total")]
    print_table(f"{told.before.label} → {told.after.label}", heads, rows, right=len(told.states) + 1)
    if fallen:
        listed = [[f.move.unit_id, f.move.name, _step(told, f), reason(f)] for f in fallen]
        print_table(
            say(_FELL), [Sentence("Mã", "Id"), Sentence("Đơn vị", "Unit"), Sentence("Bước", "Step"), _WHY], listed, right=0
        )


def state_name(state: str) -> str:
    """A state in the language of the command line; an edition is written as it is."""
    return say(STATES[state]) if state in STATES else state


def reason(fall: Fall) -> str:
    """Why an office fell, in short."""
    parts = []
    if fall.declared:
        parts.append(state_name(STAGE_STATES[fall.move.new.stage or 0]))
    if fall.withdrawn_on:
        parts.append(fall.withdrawn_on.strftime("%d/%m/%Y"))
    if fall.note:
        parts.append(fall.note)
    if fall.finding:
        parts.append(say(fall.finding))
    return "; ".join(parts) or say(_UNEXPLAINED)


def _step(told: Matrix, fall: Fall) -> str:
    ends = fall.move.old, fall.move.new
    if told.of == STAGE and ends[0].state == ends[1].state:
        return " → ".join(str(end.edition) for end in ends)
    return " → ".join(state_name(end.state) for end in ends)


def _sum(told: Matrix, old: str) -> str:
    return number(sum(move.old.state == old for move in told.moves))


def _document(told: Matrix, fallen: tuple[Fall, ...]) -> dict[str, Any]:
    return {
        "of": told.of,
        "from": told.before.label,
        "to": told.after.label,
        "states": [{"state": s, **_named(s)} for s in told.states],
        "cells": [
            {
                "from": old,
                "to": new,
                "count": len(moves),
                "carried": sum(not move.new.told for move in moves if move.new.stage is not None),
                "units": [move.unit_id for move in moves],
            }
            for (old, new), moves in told.cells().items()
        ],
        "falls": [
            {
                "unit": fall.move.unit_id,
                "name": fall.move.name,
                "from": fall.move.old.state,
                "to": fall.move.new.state,
                "declared": fall.declared,
                "withdrawn_on": fall.withdrawn_on,
                "note": fall.note,
                "finding_vi": fall.finding.vi if fall.finding else None,
                "finding_en": fall.finding.en if fall.finding else None,
            }
            for fall in fallen
        ],
    }


def _named(state: str) -> dict[str, str]:
    named = STATES.get(state, Sentence(state, state))
    return {"name_vi": named.vi, "name_en": named.en}
