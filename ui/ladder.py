"""How far each group of units has climbed: announced, applied but not announced, not yet applied, undetermined."""

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
        applied = answers.rows(view, "units_applied", "group")
        announced = answers.rows(view, "units_announced", "group")
        unknown = answers.rows(view, "units_undetermined", "group")
        groups = [group for group in house(view.programme).groups if group in scope]

        parts = [
            Part(say("ladder.announced"), [_count(announced, g) for g in groups], theme.ACCENT),
            Part(say("ladder.applied"), [_count(applied, g) - _count(announced, g) for g in groups], theme.GREEN, "."),
            Part(
                say("ladder.not_applied"),
                [_count(scope, g) - _count(applied, g) - _count(unknown, g) for g in groups],
                theme.GREY,
                "/",
            ),
        ]
        if any(_count(unknown, g) for g in groups):
            parts.append(Part(say("ladder.undetermined"), [_count(unknown, g) for g in groups], theme.ORANGE, "x"))
        return figures.bars([group_name(group, view.language) for group in groups], parts, view.language)

    chart(view, "ladder", say("ladder.title"), build)


def _count(rows: dict[str, Row], group: str) -> float:
    return (rows[group].value or 0) if group in rows else 0
