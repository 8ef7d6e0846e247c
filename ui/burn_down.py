"""What is left on the old edition, against the deadline: the line that should reach nought, and where it is longest."""

from __future__ import annotations

import plotly.graph_objects as go

from indicators import Forecast, Row
from ui import answers, breaks, figures, notes, theme
from ui.charts import chart
from ui.figures import Band, Line, Mark, Part
from ui.foresight import steps_until
from ui.formats import day
from ui.house import group_name, house
from ui.programme import Conversion, axis_until, beginning, position
from ui.usual import Kind, axis_of, later_note, position_of, until_now
from ui.view import View

MOST_PLACES = 10


def burn_down(view: View, programme: Conversion, told: Forecast) -> None:
    """Units left on the old edition quarter by quarter, the even way to nought, the deadline, and what is foretold."""
    say = view.say
    shown = steps_until(told, programme.ends_on)

    def build() -> go.Figure:
        known = house(view.programme).periods
        axis = axis_until(known, max([programme.ends_on, *(step.period.end for step in shown)]))
        values = answers.series(view, "programme_remaining", known)
        now = position_of(known, view.period)
        begun, start = beginning(values, known, programme.starts_on)
        end = position(programme.ends_on, axis)
        name = say("conversion.left")
        series = [
            *until_now(name, values, Kind(theme.VERMILION), now),
            Line(say("conversion.path"), [start, 0], theme.ACCENT, "dot", labelled=False, at=[begun, end]),
        ]
        band = None
        if shown and told.origin:
            first = position(told.origin.end, axis)
            at, now_left = [first + i for i in range(len(shown) + 1)], told.total - told.done
            low, high = ([now_left, *(getattr(step, end) for step in shown)] for end in ("low", "high"))
            band = Band(say("forecast.band"), at, low, high, theme.ORANGE)
            middle = [now_left, *(step.median for step in shown)]
            series.append(Line(say("forecast.median"), middle, theme.ORANGE, "dot", labelled=False, at=at))
        deadline = Mark(end, say("conversion.deadline", day=day(programme.ends_on, view.language)), theme.GREY, left=True)
        marks = [deadline, *breaks.marks(view, known)]
        return figures.lines(axis_of(axis, view.language), series, view.language, marks=marks, height=360, band=band)

    note = f"{later_note(view)} {breaks.note(view)}".strip()
    chart(view, "burn-down", say("conversion.chart"), build, note=note)


def left_by_place(view: View) -> None:
    """The places where most units are left, the longest bar first; the groups of units where the view is of one place."""
    by, short = "group" if view.place else "parent", notes.short_name(view, "programme_remaining")

    def name(row: Row) -> str:
        return group_name(row.name, view.language) if view.place else notes.row_name(view, row)

    def build() -> go.Figure:
        rows = [row for row in answers.rows(view, "programme_remaining", by).values() if row.value]
        rows.sort(key=lambda row: (-(row.value or 0), row.name))
        shown = rows[:MOST_PLACES]
        part = Part(short, [row.value for row in shown], theme.VERMILION, "/")
        return figures.bars([name(row) for row in shown], [part], view.language)

    chart(view, "left-by-place", view.say("conversion.where"), build)
