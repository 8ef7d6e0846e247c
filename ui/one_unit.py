"""One unit: who it is, what it reports, where each figure stands, and how its reports came in."""

from __future__ import annotations

from collections.abc import Sequence

import plotly.graph_objects as go
import streamlit as st

from base import clock
from base.ladder import APPLIED, STAGES
from base.period import Period, parse_period
from indicators import Cell, Scope, Unit
from ui import ancestry, answers, breaks, figures, notes
from ui.ancestry import whole
from ui.charts import chart
from ui.figures import Line
from ui.findings import faults, remembered
from ui.formats import NOTHING, day, literal, moment, number, period_name
from ui.house import house, obligation_name
from ui.sources import cells_of
from ui.tables import Column, plain
from ui.tiles import Tile, context, indicator_tile, row_of_tiles
from ui.usual import FIRST, KINDS, SECOND, axis_of, later_note, position_of, until_now
from ui.view import View

MOST_CELLS = 6
TILES = ("procedures_tthc", "procedures_internal", "tthc_in_qms_rate", "on_time_rate", "pending_overdue")
FIGURES = (
    "units_applied", "units_announced", "units_v2008", "units_v2015", "docs_mandatory", "procedures_tthc", "procedures_internal",
    "procedures_total", "tthc_authority", "received_total", "resolved_total", "on_time_rate", "resolved_late", "pending_total",
    "pending_overdue",
)  # fmt: skip


def identity(view: View, unit: Unit, group: str, parent: Unit | None) -> None:
    """Name, code, group, parent unit and obligation."""
    say = view.say
    st.header(literal(unit.name), anchor=False)
    under = say("unit.under", name=parent.name) if parent else ""
    obliged = obligation_name(unit.obligation, view.language) or say("unit.no_obligation")
    context([unit.unit_id, group, under, obliged, *_validity(view, unit)])


def _validity(view: View, unit: Unit) -> list[str]:
    """From when and until when, of a unit that ended or that others went into."""
    if not unit.valid_to and not any(step.before for step in ancestry.steps_of(view, unit.unit_id)):
        return []
    told = {"units.since": unit.valid_from, "units.until": unit.valid_to}
    return [view.say(key, day=day(value, view.language)) for key, value in told.items() if value]


def tiles(view: View, unit: str) -> None:
    """Standing and the unit's chief figures."""
    say = view.say
    told = {standing.unit_id: standing for standing in answers.record(view, "standing", view.period)}.get(unit)
    parts, note = [say("value.not_reported")], ""
    if told is not None and told.stage is not None:
        parts = [STAGES[told.stage][view.language == "en"]]
        if told.edition and told.stage >= APPLIED:
            parts.append(say("unit.edition", edition=told.edition))
        if told.announced_on:
            note = say("unit.announced_on", day=day(told.announced_on, view.language))
    elif (unknown := answers.of_unit(view, "units_undetermined", unit)) and unknown.value:
        parts, note = [say("value.undetermined")], say("ancestry.undetermined_note")
    first = Tile(say("unit.stage"), " · ".join(parts), note=note, chief=True, wordy=True)
    row_of_tiles([first, *(indicator_tile(view, code, unit=unit) for code in TILES)])


def history(view: View, unit: str, key: str, title: str, codes: tuple[str, ...], share: bool = False) -> None:
    """Indicators of the unit over all known quarters, with those of the units that went into it before."""

    def build() -> go.Figure | None:
        periods = house(view.programme).periods
        now = position_of(periods, view.period)
        series: list[Line] = []
        for code, otherwise in zip(codes, (FIRST, SECOND), strict=False):
            kind = KINDS.get(code, otherwise)
            values = _lineage(view, code, unit, periods)
            series += until_now(notes.short_name(view, code), values, kind, now)
        if not figures.told(series):
            return None
        floor = None if share else 0
        axis, dashed = axis_of(periods, view.language), breaks.marks(view, periods, whole(unit))
        return figures.lines(axis, series, view.language, share=share, floor=floor, marks=dashed)

    told = (later_note(view), ancestry.continued(view, unit), breaks.note(view, whole(unit)))
    note = " ".join(part for part in told if part)
    chart(view, f"{key}-{unit}", title, build, note=note)


def _lineage(view: View, code: str, unit: str, periods: tuple[Period, ...]) -> list[float | None]:
    """The unit's own values; of the periods before it came into being those of the units that went into it."""
    own = answers.history(view, code, unit, periods)
    if not any(step.before for step in ancestry.steps_of(view, unit)):
        return own
    together = answers.history(view, code, unit, periods, clock.today())
    return [of_all if mine is None else mine for mine, of_all in zip(own, together, strict=True)]


def figures_and_cells(view: View, unit: str) -> None:
    """The unit's chief figures in this period with file, sheet and cells; every indicator's where the reader asks for them."""
    say = view.say
    st.subheader(say("unit.cells"), anchor=False)
    every = st.toggle(say("unit.every", count=number(len(answers.codes()), view.language)), key="unit-every")
    rows = [row for code in (answers.codes() if every else FIGURES) if (row := _figure(view, code, unit))]
    if not rows:
        st.caption(say("value.not_reported"))
        return
    columns = [
        Column("name", say("upload.indicator")), Column("value", say("cell.value"), "number"),
        Column("cells", say("unit.where")), Column("file", say("cell.file")), Column("source", say("unit.source")),
    ]  # fmt: skip
    plain(rows, columns, view.language)


def _figure(view: View, code: str, unit: str) -> dict[str, str] | None:
    row, cells = answers.of_unit(view, code, unit), cells_of(view, code, unit)
    if row is None or not cells:
        return None
    indicator = answers.indicator(code)
    where: dict[str, list[str]] = {}
    for cell in cells:
        where.setdefault(cell.sheet or "", []).append(cell.cell or "")
    return {
        "name": indicator.name(view.language),
        "value": notes.said(view, code, row),
        "cells": "; ".join(f"{sheet} · {_listed(found)}" for sheet, found in where.items()),
        "file": ", ".join(dict.fromkeys(cell.file for cell in cells)),
        "source": ", ".join(dict.fromkeys([view.say(f"source.{cell.source}") for cell in cells] + _corrections(view, cells))),
    }


def _corrections(view: View, cells: Sequence[Cell]) -> list[str]:
    """What was mended by hand among the cells of a figure: old and new value, and who did it."""
    return [
        view.say("versions.corrected", old=mended.old or NOTHING, new=mended.new or NOTHING, who=mended.who)
        for cell in cells
        if (mended := cell.corrected)
    ]


def _listed(cells: list[str]) -> str:
    more = len(cells) - MOST_CELLS
    return ", ".join(cells[:MOST_CELLS]) + (f" … (+{more})" if more > 0 else "")


def reports_of(view: View, unit: str) -> None:
    """Every version of every report of the unit, newest first."""
    say = view.say
    st.subheader(say("unit.reports"), anchor=False)
    rows = [
        {
            "period": period_name(parse_period(version.period), view.language),
            "source": say(f"source.{version.source}"),
            "version": version.version,
            "current": say("unit.current" if version.current else "unit.replaced"),
            "file": version.file,
            "loaded": moment(version.loaded_at, view.language),
            "who": version.who,
        }
        for version in answers.record(view, "unit_reports", unit)
    ]
    columns = [
        Column("period", say("pick.period")), Column("source", say("unit.source")),
        Column("version", say("unit.version"), "count"), Column("current", say("unit.state")),
        Column("file", say("cell.file")), Column("loaded", say("unit.loaded")), Column("who", say("unit.who")),
    ]  # fmt: skip
    plain(rows, columns, view.language)


def findings_of(view: View, unit: str) -> None:
    """What the reception found in the unit's reports."""
    st.subheader(view.say("unit.findings"), anchor=False)
    faults(view, remembered(view, answers.record(view, "findings", None, unit, Scope())))
