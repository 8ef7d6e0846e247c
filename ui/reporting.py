"""Who reported what and when: units without a report, the grid of units and quarters, findings, loads."""

from __future__ import annotations

import streamlit as st

from ui import answers
from ui.findings import faults, remembered
from ui.formats import moment, period_tick
from ui.house import group_name, house
from ui.links import open_unit
from ui.tables import Column, pick, plain
from ui.view import View

# A report of the unit itself, a line of a consolidated annex only, nothing: shapes, so that no colour is needed.
MARKS = {"own": "●", "annex": "○"}
RECENT = 12


def missing(view: View) -> None:
    """Units that should have reported this period and did not."""
    say = view.say
    silent = [key for key, row in answers.rows(view, "submission_rate", "unit").items() if row.whole and not row.part]
    if not silent:
        st.caption(say("reports.none_missing"))
        return
    columns = [Column("name", say("table.unit"), width="large")]
    columns += [Column(name, say(f"table.{name}")) for name in ("group", "parent")]
    chosen = pick(view, "missing", [_unit_row(view, key) for key in silent], columns)
    if chosen:
        open_unit(view, chosen["unit_id"])


def grid(view: View) -> None:
    """Units by quarters: own report, annex only, nothing; units with most gaps first."""
    say = view.say
    st.caption(say("reports.marks", own=MARKS["own"], annex=MARKS["annex"]))
    periods = [period for period in house().periods if period.end <= view.period.end][-RECENT:]
    rows = {key: _unit_row(view, key) for key, row in answers.rows(view, "submission_rate", "unit").items() if row.whole}
    for sent in answers.record(view, "submissions", view.scope):
        if sent.unit_id in rows:
            rows[sent.unit_id][sent.period] = MARKS.get(sent.source, "")
    ordered = sorted(rows.values(), key=lambda row: (sum(1 for period in periods if row.get(period.label)), row["name"]))
    columns = [
        Column("name", say("table.unit"), width="medium"),
        *(Column(period.label, period_tick(period, view.language)) for period in reversed(periods)),
    ]
    chosen = pick(view, "grid", ordered, columns, tall=14)
    if chosen:
        open_unit(view, chosen["unit_id"])


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


def _unit_row(view: View, key: str) -> dict[str, str]:
    units = house().units
    unit = units[key]
    parent = units.get(unit.parent_id or "")
    return {
        "unit_id": key,
        "name": unit.name,
        "group": group_name(unit.unit_group, view.language),
        "parent": parent.name if parent else "",
    }
