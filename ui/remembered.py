"""What analysts have said once: what names and headings mean, who said so, when and why; and taking it back."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

import pandas as pd
import streamlit as st

from ui.formats import moment, number
from ui.memory import kept
from ui.sources import field_names
from ui.tables import ROW_PIXELS
from ui.view import View

TALL = 8


class Name(Protocol):
    """A spelling that means a unit."""

    spelling: str
    parent: str | None
    unit_id: str
    unit_name: str | None
    reason: str | None
    who: str
    settled_at: datetime


class Lesson(Protocol):
    """A heading that means a field of a layout."""

    layout: str
    heading: str
    above: str | None
    field: str
    reason: str | None
    who: str
    taught_at: datetime


class Kept(Protocol):
    """All of them."""

    @property
    def names(self) -> Sequence[Any]:
        """Spellings, newest first."""

    @property
    def lessons(self) -> Sequence[Any]:
        """Headings, newest first."""


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """What the reader takes back, and why."""

    names: Sequence[Any]
    lessons: Sequence[Any]
    reason: str


def remembered(
    view: View, read: Callable[[], Kept], fields: Mapping[str, Mapping[str, str]], *, signed: bool
) -> Withdrawal | None:
    """A fold with all names and headings that are kept, newest first; gives what the reader asks to have withdrawn.

    `fields` gives for each layout the names of its fields as forms print them.
    """
    say = view.say
    known = kept((view.version, view.programme, "remembered"), read)
    names, lessons = known.names, known.lessons
    counted = {"names": number(len(names), view.language), "lessons": number(len(lessons), view.language)}
    with st.expander(say("remembered.title", **counted), icon=":material/history_edu:"):
        if not names and not lessons:
            st.caption(say("remembered.none"))
            return None
        st.caption(say("remembered.lead"))
        told = field_names(view, fields)
        lines = [*(_name(view, one) for one in names), *(_lesson(view, one, told) for one in lessons)]
        order = sorted(range(len(lines)), key=lambda i: lines[i][1], reverse=True)
        ticked = [order[i] for i in _ticked(view, [lines[i][0] for i in order]) if i < len(order)]
        reason = st.text_input(say("remembered.reason"), key="withdraw-reason", max_chars=300)
        text = say("remembered.withdraw", count=number(len(ticked), view.language))
        if not st.button(text, key="withdraw", disabled=not ticked or not signed, icon=":material/undo:"):
            return None
    chosen = [i - len(names) for i in ticked if i >= len(names)]
    return Withdrawal([names[i] for i in ticked if i < len(names)], [lessons[i] for i in chosen], reason.strip())


def _ticked(view: View, lines: Sequence[tuple[str, ...]]) -> list[int]:
    say = view.say
    headings = [say(f"remembered.{name}") for name in ("kind", "written", "means", "who", "at", "why")]
    event = st.dataframe(
        pd.DataFrame(lines, columns=headings),
        hide_index=True,
        key=f"remembered-{view.version}-{view.language}",
        on_select="rerun",
        selection_mode="multi-row",
        row_height=ROW_PIXELS,
        height=ROW_PIXELS * (min(len(lines), TALL) + 1) + 3,
        column_config={say(f"remembered.{name}"): st.column_config.TextColumn(width="medium") for name in ("written", "means")},
    )
    return list(event["selection"]["rows"])


def _name(view: View, one: Name) -> tuple[tuple[str, ...], datetime]:
    written = f"{one.spelling} · {one.parent}" if one.parent else one.spelling
    means = f"{one.unit_name or view.say('remembered.gone')} ({one.unit_id})"
    return _line(view, "name", written, means, one, one.settled_at)


def _lesson(view: View, one: Lesson, fields: Mapping[str, Mapping[str, str]]) -> tuple[tuple[str, ...], datetime]:
    written = f"{one.above} › {one.heading}" if one.above else one.heading
    table = view.say.sentences.get(f"layout.{one.layout}", one.layout)
    means = f"{fields.get(one.layout, {}).get(one.field, one.field)} · {table}"
    return _line(view, "heading", written, means, one, one.taught_at)


def _line(view: View, kind: str, written: str, means: str, one: Name | Lesson, at: datetime) -> tuple[tuple[str, ...], datetime]:
    return (view.say(f"remembered.{kind}"), written, means, one.who, moment(at, view.language), one.reason or ""), at
