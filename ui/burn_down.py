"""What is left on the old edition, against the deadline: the line that should reach nought, and where it is longest."""

from __future__ import annotations

import plotly.graph_objects as go

from ui import answers, figures, notes, theme
from ui.charts import chart
from ui.figures import Line, Mark, Part
from ui.formats import day
from ui.house import group_name, house
from ui.programme import Conversion, axis_until, beginning, position
from ui.usual import Kind, axis_of, position_of, until_now
from ui.view import View

MOST_PLACES = 10


def burn_down(view: View, programme: Conversion) -> None:
    """Units left on the old edition quarter by quarter, the even way to nought, the deadline."""
    say = view.say

    def build() -> go.Figure:
        known = house().periods
        axis = axis_until(known, programme.ends_on)
        values = answers.series(view, "conversion_remaining", known)
        now = position_of(known, view.period)
        begun, start = beginning(values, known, programme.starts_on)
        end = position(programme.ends_on, axis)
        name = say("conversion.left")
        series = [
            *until_now(name, values, Kind(theme.VERMILION), now),
            Line(say("conversion.path"), [start, 0], theme.ACCENT, "dot", labelled=False, at=[begun, end]),
        ]
        deadline = Mark(end, say("conversion.deadline", day=day(programme.ends_on, view.language)), theme.GREY, left=True)
        return figures.lines(axis_of(axis, view.language), series, view.language, marks=[deadline], height=360)

    chart(view, "burn-down", say("conversion.chart"), build, note=say("conversion.chart_note"))


def left_by_place(view: View) -> None:
    """The places where most units are left, the longest bar first; the groups of units where the view is of one place."""
    by = "group" if view.place else "parent"

    def build() -> go.Figure:
        rows = [row for row in answers.rows(view, "units_v2008", by).values() if row.value]
        rows.sort(key=lambda row: (-(row.value or 0), row.name))
        shown = rows[:MOST_PLACES]
        part = Part(notes.short_name(view, "units_v2008"), [row.value for row in shown], theme.VERMILION, "/")
        return figures.bars([group_name(row.name, view.language) for row in shown], [part], view.language)

    chart(view, "left-by-place", view.say("conversion.where"), build)
