"""The waterfall: from the figure before, cause by cause, to the figure after. Bars that go up and bars that go down differ by
pattern and sign, not by colour alone; what did nothing is there too, so that the figure always reads the same way.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from ui import figures, theme

Write = Callable[[float], str]


@dataclass(frozen=True, slots=True)
class Step:
    """One cause: its name, and how far it moved the figure."""

    name: str
    effect: float


def waterfall(
    before: tuple[str, float], steps: Sequence[Step], after: tuple[str, float], language: str, *, write: Write, change: Write
) -> go.Figure:
    """Horizontal bars between two named values, first on top; `write` words a value, `change` a signed difference."""
    names = [before[0], *(step.name for step in steps), after[0]]
    levels = [before[1]]
    for step in steps:
        levels.append(levels[-1] + step.effect)
    figure = go.Figure()
    for at, level in enumerate(levels):
        line = {"color": theme.GREY, "width": 1.5, "dash": "dot"}
        figure.add_shape(type="line", x0=level, x1=level, y0=at, y1=at + 1, line=line, layer="below")
    figure.add_trace(_ends(names, before[1], after[1], write))
    for up in (True, False):
        figure.add_trace(_bars(steps, levels, up=up))
    figure.add_trace(_words(steps, levels, change))
    low, high = min([*levels, after[1]]), max([*levels, after[1]])
    span = (high - low) or abs(high) * 0.1 or 1.0
    figures.lay_out(figure, language, 60 + 40 * len(names), legend=False)
    figure.update_layout(bargap=0.42)
    figure.update_xaxes(visible=False, range=[low - 0.12 * span, high + 0.85 * span])  # room for the words on a telephone, too
    figure.update_yaxes(
        range=[len(names) - 0.4, -0.6],
        tickvals=list(range(len(names))),
        ticktext=names,
        tickfont={"size": theme.FONT_SIZE},
        showgrid=False,
        zeroline=False,
    )
    return figure


def _ends(names: Sequence[str], before: float, after: float, write: Write) -> go.Scatter:
    return go.Scatter(
        x=[before, after],
        y=[0, len(names) - 1],
        mode="markers+text",
        marker={"symbol": "diamond", "size": 13, "color": theme.ACCENT},
        text=[f"  <b>{write(value)}</b>" for value in (before, after)],
        textposition="middle right",
        textfont={"size": theme.FONT_SIZE + 2},
        hoverinfo="skip",
        cliponaxis=False,
    )


def _bars(steps: Sequence[Step], levels: Sequence[float], *, up: bool) -> go.Bar:
    shown = [(at, step) for at, step in enumerate(steps) if step.effect and (step.effect > 0) == up]
    color = theme.ACCENT if up else theme.VERMILION
    hatch = {"shape": "" if up else "/", "bgcolor": color, "fgcolor": theme.HATCH, "size": 6, "solidity": 0.3}
    return go.Bar(
        y=[at + 1 for at, _ in shown],
        x=[step.effect for _, step in shown],
        base=[levels[at] for at, _ in shown],
        orientation="h",
        marker={"color": color, "pattern": hatch},
        hoverinfo="skip",
    )


def _words(steps: Sequence[Step], levels: Sequence[float], change: Write) -> go.Scatter:
    ends = [max(levels[at], levels[at + 1]) for at in range(len(steps))]
    marks = ["▲ " if step.effect > 0 else "▼ " if step.effect < 0 else "" for step in steps]
    return go.Scatter(
        x=ends,
        y=[at + 1 for at in range(len(steps))],
        mode="text",
        text=[f"  {mark}{change(step.effect)}" for mark, step in zip(marks, steps, strict=True)],
        textposition="middle right",
        textfont={"size": theme.FONT_SIZE},
        hoverinfo="skip",
        cliponaxis=False,
    )
