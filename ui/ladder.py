"""How far each group of units has climbed: announced, applied but not announced, not yet applied; silent, undetermined."""

from __future__ import annotations

import plotly.graph_objects as go

from indicators import Row
from ui import answers, figures, theme
from ui.charts import chart
from ui.figures import Part
from ui.house import group_name, house
from ui.view import View


def ladder(view: View) -> None:
    """Stacked bars, one a group; the parts of a bar add up to the units in scope."""
    say = view.say

    def build() -> go.Figure:
        scope = answers.rows(view, "units_in_scope", "group")
        announced = answers.rows(view, "units_announced", "group")
        told = answers.rows(view, "adoption_rate", "group")
        unknown = answers.rows(view, "units_undetermined", "group")
        groups = [group for group in house(view.programme).groups if group in scope]
        rungs = [[_part(announced, group), *_of(told, group), _part(unknown, group)] for group in groups]

        parts = [
            Part(say("ladder.announced"), [up for up, *_ in rungs], theme.ACCENT),
            Part(say("ladder.applied"), [applied - up for up, applied, *_ in rungs], theme.GREEN, "."),
            Part(say("ladder.not_applied"), [known - applied for _, applied, known, _ in rungs], theme.GREY, "/"),
        ]
        # Silence is not «not applied», and an office that came out of an arrangement has not told yet.
        silent = [_part(scope, group) - known - lost for group, (*_, known, lost) in zip(groups, rungs, strict=True)]
        if any(silent):
            parts.append(Part(say("value.not_reported"), silent, theme.VERMILION, "\\"))
        if any(lost for *_, lost in rungs):
            parts.append(Part(say("ladder.undetermined"), [lost for *_, lost in rungs], theme.ORANGE, "x"))
        return figures.bars([group_name(group, view.language) for group in groups], parts, view.language)

    chart(view, "ladder", say("ladder.title"), build)


def _part(rows: dict[str, Row], group: str) -> float:
    return _of(rows, group)[0]


def _of(rows: dict[str, Row], group: str) -> tuple[float, float]:
    """Part and whole of a group; nothing where none of its units told."""
    return (rows[group].part or 0, rows[group].whole or 0) if group in rows else (0, 0)
