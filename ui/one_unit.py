"""One unit: who it is, what it reports, where each figure stands, and how its reports came in."""

from __future__ import annotations

import plotly.graph_objects as go
import streamlit as st

from base.ladder import APPLIED
from base.period import parse_period
from indicators import Unit
from ui import answers, figures, notes
from ui.charts import chart
from ui.figures import Line
from ui.formats import day, moment, period_name
from ui.house import house
from ui.sources import cells_of
from ui.tables import Column, plain
from ui.tiles import Tile, context, indicator_tile, row_of_tiles
from ui.usual import FIRST, KINDS, SECOND, axis_of
from ui.view import View

TILES = ("procedures_tthc", "procedures_internal", "tthc_in_qms_rate", "on_time_rate", "pending_overdue")
FIGURES = (
    "units_applied", "units_announced", "units_v2008", "units_v2015", "docs_mandatory", "procedures_tthc", "procedures_internal",
    "procedures_total", "tthc_authority", "received_total", "resolved_total", "on_time_rate", "resolved_late", "pending_total",
    "pending_overdue")


def identity(view: View, unit: Unit, group: str, parent: Unit | None) -> None:
    """Code, group, parent unit and obligation in one line."""
    say = view.say
    context([unit.unit_id, group, say("unit.under", name=parent.name) if parent else "",
             unit.obligation or say("unit.no_obligation")])


def tiles(view: View, unit: str) -> None:
    """Standing and the unit's chief figures."""
    say = view.say
    standing = {fact.unit_id: fact for fact in answers.record(view, "standing", view.period)}.get(unit)
    stage = say("value.not_reported") if standing is None or standing.stage is None else standing.stage_name(view.language)
    edition = ""
    if standing is not None and standing.edition and (standing.stage or 0) >= APPLIED:
        edition = say("unit.edition", edition=standing.edition)
    since = say("unit.announced_on", day=day(standing.announced_on, view.language)) if standing and standing.announced_on else ""
    first = Tile(say("unit.stage"), " · ".join(text for text in (stage, edition) if text), note=since, chief=True, wordy=True)
    row_of_tiles([first, *(indicator_tile(view, code, unit=unit) for code in TILES)])


def history(view: View, unit: str, key: str, title: str, codes: tuple[str, ...], share: bool = False) -> None:
    """Indicators of the unit over all known quarters."""

    def build() -> go.Figure:
        periods = house().periods
        series = []
        for code, otherwise in zip(codes, (FIRST, SECOND), strict=False):
            kind = KINDS.get(code, otherwise)
            values = [row.value if (row := answers.of_unit(view, code, unit, period)) else None for period in periods]
            series.append(Line(notes.short_name(view, code), values, kind.color, kind.dash, kind.symbol))
        return figures.lines(axis_of(periods, view.language), series, view.language, share=share, floor=None if share else 0)

    chart(view, f"{key}-{unit}", title, build)


def figures_and_cells(view: View, unit: str) -> None:
    """Every figure of the unit in this period with file, sheet and cell."""
    say = view.say
    st.subheader(say("unit.cells"), anchor=False)
    rows = [{"name": notes.name_of(answers.indicator(code), view.language), "value": cell.value, "file": cell.file,
             "sheet": cell.sheet, "cell": cell.cell, "source": say(f"source.{cell.source}")}
            for code in FIGURES for cell in cells_of(view, code, unit)]
    if not rows:
        st.caption(say("value.not_reported"))
        return
    plain(rows, [Column("name", say("upload.indicator")), Column("value", say("cell.value"), "count"), Column("file", say("cell.file")),
                 Column("sheet", say("cell.sheet")), Column("cell", say("cell.cell")), Column("source", say("unit.source"))],
          view.language)


def life(view: View, unit: str) -> None:
    """What the unit did for its system in this period, and what it says about it."""
    say = view.say
    acts = answers.record(view, "activities", unit, view.period)
    if acts:
        st.subheader(say("unit.activities"), anchor=False)
        plain([{"kind": say(f"activity.{a.kind}"), "on": day(a.happened_on, view.language), "content": a.content,
                "people": a.participants, "found": a.nonconformities, "closed": a.closed, "result": a.result} for a in acts],
              [Column("kind", say("activity.name")), Column("on", say("activity.day")), Column("content", say("activity.content")),
               Column("people", say("activity.people"), "count"), Column("found", say("activity.found"), "count"),
               Column("closed", say("activity.closed"), "count"), Column("result", say("activity.result"))], view.language)
    told = answers.record(view, "narratives", unit, view.period)
    if told:
        st.subheader(say("unit.narratives"), anchor=False)
        plain([{"topic": say(f"topic.{n.topic}"), "body": n.body, "file": n.file} for n in told],
              [Column("topic", say("topic.name")), Column("body", say("topic.body")), Column("file", say("cell.file"))], view.language)


def reports_of(view: View, unit: str) -> None:
    """Every version of every report of the unit, newest first."""
    say = view.say
    st.subheader(say("unit.reports"), anchor=False)
    rows = [{"period": period_name(parse_period(r.period), view.language), "source": say(f"source.{r.source}"), "version": r.version,
             "file": r.file, "loaded": moment(r.loaded_at, view.language), "who": r.who}
            for r in answers.record(view, "unit_reports", unit)]
    plain(rows, [Column("period", say("pick.period")), Column("source", say("unit.source")), Column("version", say("unit.version"), "count"),
                 Column("file", say("cell.file")), Column("loaded", say("unit.loaded")), Column("who", say("unit.who"))], view.language)


def findings_of(view: View, unit: str) -> None:
    """What the reception found in the unit's reports."""
    say = view.say
    st.subheader(say("unit.findings"), anchor=False)
    found = answers.record(view, "findings", None, unit, view.scope)
    if not found:
        st.caption(say("upload.no_findings"))
        return
    plain([{"period": f.period, "severity": say(f"severity.{f.severity}"),
            "message": f.message_en if view.language == "en" else f.message_vi,
            "file": f.file, "sheet": f.sheet, "cell": f.cell, "value": f.value} for f in found],
          [Column("severity", say("finding.severity")), Column("message", say("finding.message")), Column("file", say("cell.file")),
           Column("sheet", say("cell.sheet")), Column("cell", say("cell.cell")), Column("value", say("finding.value"))], view.language)
