"""The versions of a unit's report of a period, compared cell by cell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

import streamlit as st

from base.ladder import PATHS, STAGES
from indicators import CellChange, Version
from ui import answers
from ui.formats import NOTHING, day, number
from ui.sources import field_name
from ui.tables import Column, plain
from ui.view import View

MOST = 300
ROWS = ("rows_new", "rows_removed", "rows_changed", "rows_unchanged")


def known_versions(view: View, unit: str) -> tuple[Version, ...]:
    """The versions of the unit's reports of the view's period, newest first, without those taken back."""
    found: tuple[Version, ...] = answers.record(view, "versions", unit, view.period)
    return tuple(version for version in found if not version.taken_back)


def comparison(view: View, unit: str) -> None:
    """Lets the reader choose two versions of one report and shows every value that differs; nothing where none can be."""
    say = view.say
    found = known_versions(view, unit)
    pairs = [(old, new) for new in found for old in found if old.form == new.form and old.version < new.version]
    if not pairs:
        return
    # neighbours first: what each new version changed
    pairs.sort(key=lambda pair: (pair[1].form, pair[1].version - pair[0].version, -pair[1].version))

    def told(i: int) -> str:
        old, new = pairs[i]
        source = say("versions.correction") if new.kind == "correction" else say(f"source.{new.source}")
        return say("versions.pair", old=old.version, new=new.version, source=source)

    st.subheader(say("versions.title"), anchor=False)
    chosen = st.selectbox(say("versions.choose"), range(len(pairs)), key=f"versions-{unit}", format_func=told)
    old, new = pairs[chosen or 0]
    counts, cells = answers.record(view, "version_changes", old.report_id, new.report_id)
    counted = asdict(counts)
    st.caption(say("versions.rows", **{name: number(counted[name], view.language) for name in ROWS}))
    changes(view, cells)
    if new.reasons:
        st.caption(f"{say('versions.reasons')}: {new.reasons}")


def changes(view: View, cells: Sequence[CellChange]) -> None:
    """A table of values before and after, each with its cell; a very long one is cut, and says so."""
    say = view.say
    if not cells:
        st.caption(say("versions.same"))
        return
    rows = [
        {
            "relation": say(f"versions.{cell.relation}"),
            "row": cell.row,
            "field": field_name(view, cell.field) if cell.field else say(f"versions.{cell.kind}"),
            "old": spoken(view, cell.field, cell.old),
            "new": spoken(view, cell.field, cell.new),
            "sheet": cell.sheet,
            "cell": cell.cell or cell.row_number,
        }
        for cell in cells[:MOST]
    ]
    columns = [
        Column("relation", say("versions.relation")),
        Column("row", say("versions.row")),
        Column("field", say("cell.field")),
    ]
    columns += [Column(name, say(f"versions.{name}"), "number") for name in ("old", "new")]
    plain(rows, [*columns, *(Column(name, say(f"cell.{name}")) for name in ("sheet", "cell"))], view.language)
    if len(cells) > MOST:
        st.caption(say("finding.more", shown=number(MOST, view.language), all=number(len(cells), view.language)))


def spoken(view: View, field: str | None, value: Any) -> str:
    """A value of a report as people read it: stages in words, numbers and dates in the reader's format, blank as a dash."""
    if value is None:
        return NOTHING
    if field == "stage" and value in STAGES:
        return STAGES[value][view.language == "en"]
    if field == "path" and value in PATHS:
        return PATHS[value][view.language == "en"]
    if field == "kind":
        return view.say.sentences.get(f"procedure.{value}") or view.say.sentences.get(f"activity.{value}", value)
    if isinstance(value, int | float):
        return number(value, view.language)
    return day(value, view.language) if hasattr(value, "strftime") else str(value)
