"""Figures: pure functions from values to a Plotly figure. Numbers are written by us, since the charts know no Vietnamese."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

from ui import theme
from ui.formats import SEPARATORS, level, number, percent

CROWDED = 0.07  # labels of series that end nearer to one another than this share of the axis would overlap
Write = Callable[[float | None], str]
PLOT = {"displayModeBar": False, "responsive": True}


@dataclass(frozen=True, slots=True)
class Axis:
    """Evenly spaced periods: the full `names`, for the reader's pointer, and the few texts `written` below the axis."""

    names: Sequence[str]
    written: dict[int, str]


@dataclass(frozen=True, slots=True)
class Line:
    """One series over time, a value for each period, or for the positions `at`. `name` is shown in the legend;
    `dash` and `symbol` tell it apart without colour; a `faint` one is neither in the legend nor labelled.
    """

    name: str
    values: Sequence[float | None]
    color: str = theme.ACCENT
    dash: str = "solid"
    symbol: str = "circle"
    faint: bool = False
    labelled: bool = True
    at: Sequence[float] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """One part of stacked bars; `pattern` tells it apart without colour."""

    name: str
    values: Sequence[float | None]
    color: str = theme.ACCENT
    pattern: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """An upright line at position `at` with a short text; series that must not be read across it are `cut` there."""

    at: float
    text: str
    color: str = theme.GREY
    left: bool = False
    cut: bool = False


@dataclass(frozen=True, slots=True)
class Band:
    """An interval over the positions `at`, from `low` to `high`, drawn as a surface behind the lines."""

    name: str
    at: Sequence[float]
    low: Sequence[float]
    high: Sequence[float]
    color: str = theme.GREY


def told(series: Sequence[Line | Part]) -> bool:
    """Whether anything is known of what would be drawn."""
    return any(value is not None for one in series for value in one.values)


def lines(
    axis: Axis,
    series: Sequence[Line],
    language: str,
    *,
    share: bool = False,
    marks: Sequence[Mark] = (),
    height: int = 300,
    floor: float | None = 0,
    legend: bool = True,
    band: Band | None = None,
    digits: int = 0,
) -> go.Figure:
    """Series over evenly spaced periods. Shares are 0–1 and written in percent, other values with `digits` decimals;
    `floor=None` lets the axis begin higher.
    """
    write = _writer(share, language, digits)
    figure = go.Figure()
    shown = [v for line in series for v in line.values if v is not None]
    top = max(shown, default=1)
    low = min(shown, default=0) if floor is None else floor
    # Room above the highest point for its label and the texts of marks, and below the lowest where the axis begins higher.
    span = max(top - low, 0.02 if share else 1)
    if band:
        figure.add_trace(_surface(band))
    labelled: list[float] = []
    for line in series:
        last = next((v for v in reversed(line.values) if v is not None), None)
        free = last is not None and all(abs(last - other) > span * CROWDED for other in labelled)
        if last is not None and line.labelled and not line.faint and free:
            labelled.append(last)
        figure.add_trace(_trace(line, axis.names, write, free, [mark.at for mark in marks if mark.cut]))
    for mark in marks:
        _mark(figure, mark)
    y_range = [low - (0.12 * span if floor is None else 0), top + (0.3 if marks else 0.18) * span]
    named = sum(not line.faint for line in series) + (band is not None)
    lay_out(figure, language, height, legend and named > 1)
    last = max(len(axis.names) - 1, 1, *(mark.at for mark in marks), *(band.at if band else ()))
    figure.update_xaxes(
        tickvals=list(axis.written), ticktext=list(axis.written.values()), range=[-0.4, last + 0.6], showgrid=False
    )
    figure.update_yaxes(range=y_range, **_axis(y_range, top, share, language))
    return figure


def bars(
    labels: Sequence[str], parts: Sequence[Part], language: str, *, height: int | None = None, share: bool = False
) -> go.Figure:
    """Horizontal stacked bars, first label on top; parts write their numbers inside, totals stand behind the bars."""
    write = _writer(share, language)
    figure = go.Figure([_bar(labels, part, write, len(parts) > 1) for part in parts])
    known = [[value for part in parts if (value := part.values[i]) is not None] for i in range(len(labels))]
    totals = [sum(values) if values else None for values in known]
    figure.add_trace(_totals(labels, totals, write))
    # Many parts, or more than there are bars, need room for a legend that is written one below the other.
    legend = 24 * len(parts) if len(parts) > min(3, len(labels)) else 0
    lay_out(figure, language, height or 70 + legend + 38 * len(labels), len(parts) > 1)
    # A number that would have to be tiny is left out, and the totals have room on the narrowest screen.
    readable = {"minsize": theme.FONT_SIZE - 2, "mode": "hide"}
    room = 16 + 8 * max((len(write(total)) for total in totals), default=0)
    figure.update_layout(barmode="stack", bargap=0.3, legend_traceorder="normal", uniformtext=readable, margin_r=room)
    figure.update_yaxes(autorange="reversed", ticksuffix=" ", tickfont={"size": theme.FONT_SIZE})
    figure.update_xaxes(visible=False, range=[0, max((total or 0 for total in totals), default=1) or 1])
    return figure


def _bar(labels: Sequence[str], part: Part, write: Write, numbered: bool) -> go.Bar:
    hatch = {"shape": part.pattern, "bgcolor": part.color, "fgcolor": theme.HATCH, "size": 8, "solidity": 0.2}
    color = "white" if part.color == theme.ACCENT and not part.pattern else theme.INK
    return go.Bar(
        y=list(labels),
        x=list(part.values),
        name=part.name,
        orientation="h",
        text=[write(v) if v and numbered else "" for v in part.values],
        textposition="inside",
        insidetextanchor="middle",
        textfont={"size": theme.FONT_SIZE, "color": color, "weight": 600},  # to be read on the hatch from three metres
        textangle=0,
        constraintext="inside",
        marker={"color": part.color, "pattern": hatch},
        hovertext=[f"{part.name}: {write(v)}" for v in part.values],
        hoverinfo="y+text",
    )


def _totals(labels: Sequence[str], totals: Sequence[float | None], write: Write) -> go.Scatter:
    return go.Scatter(
        y=list(labels),
        x=[total or 0 for total in totals],  # a dash stands where a bar would begin
        mode="text",
        text=[f"  {write(v)}" for v in totals],
        textposition="middle right",
        textfont={"size": theme.FONT_SIZE},
        showlegend=False,
        hoverinfo="skip",
        cliponaxis=False,
    )


def _writer(share: bool, language: str, digits: int = 0) -> Write:
    return (lambda value: percent(value, language)) if share else (lambda value: number(value, language, digits))


def _trace(line: Line, names: Sequence[str], write: Write, free: bool, cuts: Sequence[float]) -> go.Scatter:
    last = max((i for i, v in enumerate(line.values) if v is not None), default=None)
    texts = [write(v) if free and i == last and line.labelled and not line.faint else "" for i, v in enumerate(line.values)]
    thin = line.faint or line.dash == "dot"
    told = line.name
    places: list[float] = list(line.at or range(len(line.values)))
    points: list[tuple[float, float | None, str, str]] = list(zip(places, line.values, texts, [told] * len(texts), strict=True))
    if not line.at:
        points = [(x, value, text, f"{names[int(x)]} · {told}: {write(value)}") for x, value, text, _ in points]
        points = sorted([*points, *((cut, None, "", "") for cut in cuts)], key=lambda point: point[0])
    return go.Scatter(
        x=[point[0] for point in points],
        y=[point[1] for point in points],
        name=line.name,
        mode="lines+markers+text",
        text=[point[2] for point in points],
        textposition=_side(line.values, last, len(names), cuts),
        textfont={"size": theme.FONT_SIZE + 1, "color": theme.WRITTEN.get(line.color, line.color)},
        cliponaxis=False,
        line={"color": line.color, "dash": line.dash, "width": 1.75 if thin else 2.75},
        opacity=0.6 if line.faint else 1,
        marker={"symbol": line.symbol, "size": 0.1 if thin else 7, "color": line.color},
        showlegend=not line.faint,
        hovertext=[point[3] for point in points],
        hoverinfo="text",
        connectgaps=False,
    )


def _side(values: Sequence[float | None], last: int | None, length: int, cuts: Sequence[float]) -> str:
    """Where the last number stands clear of the line that leads to it, and of one that stands right behind it."""
    before = next((value for value in reversed(values[:last]) if value is not None), None)
    if last is None or before is None:
        return "top center"
    if any(0 < cut - last < 1 for cut in cuts) or before <= (values[last] or 0):
        return "top left"
    return "top right" if last + 1 < length else "top center"


def _surface(band: Band) -> go.Scatter:
    return go.Scatter(
        x=[*band.at, *reversed(band.at)],
        y=[*band.high, *reversed(band.low)],
        name=band.name,
        mode="lines",
        fill="toself",
        opacity=0.35,
        fillcolor=band.color,
        line={"color": band.color, "width": 0.5},
        hoverinfo="skip",
    )


def _mark(figure: go.Figure, mark: Mark) -> None:
    figure.add_vline(x=mark.at, line={"color": mark.color, "width": 1.5, "dash": "dash"})
    figure.add_annotation(
        x=mark.at,
        y=1,
        yref="paper",
        text=mark.text,
        showarrow=False,
        yanchor="top",
        xanchor="right" if mark.left else "left",
        xshift=-4 if mark.left else 4,
        font={"size": theme.FONT_SIZE - 1, "color": mark.color},
    )


def _axis(y_range: Sequence[float], top: float, share: bool, language: str) -> dict[str, Any]:
    """Even ticks; of counts whole ones, since a half would be written as the next number; of shares none beyond 100 %
    where no value is beyond it.
    """
    raw = (y_range[1] - y_range[0]) / 4
    step = _nice(raw, (1, 2, 2.5, 5, 10)) if share else _nice(max(raw, 1), (1, 2, 5, 10))
    write = level if share else number
    first = -(-max(y_range[0], 0) // step)
    until = min(y_range[1], max(top, 1.0)) if share else y_range[1]
    values = [round(i * step, 6) for i in range(int(first), int(round(until / step, 6)) + 1)]
    ticks = [write(value, language) for value in values]
    return {"tickvals": values, "ticktext": ticks, "gridcolor": theme.GRID, "zeroline": False}


def _nice(step: float, multiples: Sequence[float]) -> float:
    size = 10.0 ** len(str(int(step))) / 10 if step >= 1 else 1.0
    while size > step:
        size /= 10
    return next((size * k for k in multiples if size * k >= step), step)


def lay_out(figure: go.Figure, language: str, height: int, legend: bool) -> None:
    """The dress of every figure: type, ground, margins, legend above, axes that stay where they are."""
    figure.update_layout(
        template=None,
        separators=SEPARATORS["en" if language == "en" else "vi"],
        height=height,
        showlegend=legend,
        font={"size": theme.FONT_SIZE},
        margin={"l": 8, "r": 12, "t": 34 if legend else 12, "b": 8},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        hovermode="closest",
        dragmode=False,
        legend={"orientation": "h", "x": 0, "xanchor": "left", "y": 1.0, "yanchor": "bottom", "font": {"size": theme.FONT_SIZE}},
    )
    figure.update_xaxes(automargin=True, fixedrange=True, tickfont={"size": theme.FONT_SIZE - 1})
    figure.update_yaxes(automargin=True, fixedrange=True, tickfont={"size": theme.FONT_SIZE - 1})
