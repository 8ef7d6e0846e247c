"""Who reported what and when: units without a report, the grid of units and quarters, findings, loads."""

from __future__ import annotations

from collections import Counter

import streamlit as st

from ui import answers
from ui.findings import faults, remembered
from ui.formats import moment, number, period_tick
from ui.house import house
from ui.tables import Column, plain
from ui.tiles import Tile, indicator_tile, row_of_tiles
from ui.unit_list import unit_list
from ui.view import View

# A report of the unit itself, a line of a consolidated annex only, nothing: shapes, so that no colour is needed.
MARKS = {"own": "●", "annex": "○"}
RECENT = 12


def tiles(view: View) -> None:
    """The share of units that reported, how many did so themselves, how many are missing, what waits for a decision."""
    say = view.say
    expected = answers.rows(view, "submission_rate", "unit")
    sent = Counter(s.source for s in answers.record(view, "submissions", view.scope) if s.period == view.period.label)
    absent = sum(1 for row in expected.values() if row.whole and not row.part)
    row_of_tiles([
        indicator_tile(view, "submission_rate", chief=True),
        Tile(say("reports.own"), number(sent["own"], view.language), note=say("source.own")),
        Tile(say("reports.annex"), number(sent["annex"], view.language), note=say("source.annex")),
        Tile(say("reports.missing"), number(absent, view.language)),
        indicator_tile(view, "values_held"),
    ])  # fmt: skip


def missing(view: View) -> None:
    """Units that should have reported this period and did not."""
    expected = answers.rows(view, "submission_rate", "unit")
    silent: dict[str, dict[str, str]] = {key: {} for key, row in expected.items() if row.whole and not row.part}
    if silent:
        unit_list(view, "missing", silent)
    else:
        st.caption(view.say("reports.none_missing"))


def grid(view: View) -> None:
    """Units by quarters: own report, annex only, nothing; units with most gaps first."""
    say = view.say
    st.caption(say("reports.marks", own=MARKS["own"], annex=MARKS["annex"]))
    periods = [period for period in house().periods if period.end <= view.period.end][-RECENT:]
    labels = [period.label for period in periods]
    expected = answers.rows(view, "submission_rate", "unit")
    marks = {key: dict.fromkeys(labels, "") for key, row in expected.items() if row.whole}
    for sent in answers.record(view, "submissions", view.scope):
        if sent.unit_id in marks and sent.period in marks[sent.unit_id]:
            marks[sent.unit_id][sent.period] = MARKS.get(sent.source, "")
    ordered = sorted(marks.items(), key=lambda item: sum(map(bool, item[1].values())))
    columns = [Column(period.label, period_tick(period, view.language)) for period in reversed(periods)]
    unit_list(view, "grid", dict(ordered), columns, about=False, tall=14)


def findings(view: View) -> None:
    """What the reception found in the reports of the period."""
    faults(view, remembered(view, answers.record(view, "findings", view.period, None, view.scope)))


def loads(view: View) -> None:
    """Every load: who, when, what."""
    say = view.say
    rows = [
        {
            "at": moment(load.loaded_at, view.language),
            "who": load.who,
            "kind": say.sentences.get(f"load.{load.kind}", load.kind) + (f" · {say('load.undone')}" if load.undone else ""),
            "files": load.files,
            "note": load.note,
        }
        for load in reversed(answers.record(view, "loads"))
    ]
    columns = [
        Column("at", say("unit.loaded")), Column("who", say("unit.who")), Column("kind", say("load.name")),
        Column("files", say("upload.files"), "count"), Column("note", say("load.note")),
    ]  # fmt: skip
    plain(rows, columns, view.language)
