"""SQL put together from named relations: each text is read and composed once a process.

A relation is one file of `relations/`; a query names it after FROM or JOIN, and gets it and what it needs in front, in
order of dependence. Values are bound, never written in: those that the text asks for, by name. What the panel holds is
read from there, where a question is about now and about periods that it knows.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from base.calendar import shipped_calendar
from base.period import CUT_OFF
from base.tuples import T, tuples
from indicators.panel import Panel
from indicators.roll import ENTRIES, Entry, Roll
from store import Asking, question

RELATIONS = Path(__file__).parent / "relations"
_COMMENT = re.compile(r"--[^\n]*")
_NAMED = re.compile(r"\b(?:from|join)\s+(\w+)")
_VALUE = re.compile(r"\$(\w+)")


@cache
def everywhere() -> dict[str, Any]:
    """What questions mean unless they say otherwise: now; periods that close on the same day of their last month; the
    shipped calendar where a programme has none of its own.
    """
    calendar = shipped_calendar()
    return {
        "as_of": None,
        "conversion": None,
        "cut_off": CUT_OFF,
        "deadline_groups": list(calendar.deadlines),
        "deadline_days": list(calendar.deadlines.values()),
        "holidays": list(calendar.holidays),
    }


@cache
def relations() -> dict[str, str]:
    """The text of every relation by its name, without comments."""
    return {path.stem: _COMMENT.sub("", path.read_text(encoding="utf-8")).strip() for path in sorted(RELATIONS.glob("*.sql"))}


def panel_for(reader: Asking, values: Mapping[str, Any]) -> Panel | None:
    """The panel beside what is read, where it can answer a question with these values."""
    panel: Panel | None = reader.derived(panel_key(values["programme"])) if "programme" in values else None
    if panel is None or any(name in values and values[name] != usual for name, usual in everywhere().items()):
        return None
    asked = zip(values.get("labels", ()), values.get("starts", ()), values.get("ends", ()), strict=True)
    return panel.on_list_of(values.get("units_on")).asked_for(values.get("labels", ())) if panel.knows(asked) else None


def panel_key(programme: str) -> str:
    """Under which key the panel of a programme stands beside a generation."""
    return f"panel {programme}"


def ask(reader: Asking, query: str, values: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    """The rows of a query over relations; `values` are bound by name, and may be more than it asks for."""
    return reader.rows(*ready(query, values, panel_for(reader, values)))


def ask_lists(reader: Asking, query: str, values: Mapping[str, Any], order: int = 0) -> list[Sequence[Any]]:
    """The columns of a query that gives a row for each unit, as lists; `order`: in order of so many first columns, which hold
    whole numbers and take DuckDB longer to sort than to find. Without a panel nobody waits who would gain by numpy, so it is
    not loaded for the command line.
    """
    panel = panel_for(reader, values)
    return reader.lists(*ready(query, values, panel), order=order, by_numpy=panel is not None)


def ask_tuples(reader: Asking, kind: type[T], query: str, values: Mapping[str, Any]) -> list[T]:
    """The rows of such a query as named tuples, a column for each field."""
    return tuples(kind, ask_lists(reader, query, values))


def ask_columns(reader: Asking, query: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """The columns of such a query, by name, as arrays of numpy; masked where they hold nulls."""
    return reader.columns(*ready(query, values, panel_for(reader, values)))


def around(reader: Asking, name: str, query: str, values: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
    """A query around the answers to a question of the store about `$period`, which stand for `{answers}`, and the values that
    it asks for; from the panel, where that keeps the answers for every period.
    """
    panel = panel_for(reader, {"programme": values["programme"]})
    sql = query.format(answers=(panel and panel.answer(name)) or question(name))
    return sql, {value: values[value] for value in asked_for(sql)}


def roll_for(reader: Asking, values: Mapping[str, Any]) -> Roll:
    """The roll of units whose entries a query with these values gives."""
    panel = panel_for(reader, values)
    return panel.roll if panel and panel.roll else roll_of(reader, values, panel)


def roll_of(reader: Asking, values: Mapping[str, Any], panel: Panel | None = None) -> Roll:
    """The roll as the register has it."""
    return Roll(map(Entry._make, reader.rows(*ready(ENTRIES, values, panel))))


def ready(query: str, values: Mapping[str, Any], panel: Panel | None = None) -> tuple[str, dict[str, Any]]:
    """The text of a query with what it needs, and the values that this text asks for."""
    sql = composed(query, panel)
    known = everywhere() | dict(values)
    return sql, {name: known[name] for name in asked_for(sql)}


@cache
def composed(query: str, panel: Panel | None = None) -> str:
    """The query with the relations that it names in front of it."""
    needed: dict[str, str] = {}
    for name in named_in(query, panel):
        _need(name, needed, panel)
    if not needed:
        return query
    # What stands in a table is looked up where it is needed; DuckDB would copy what is named twice.
    parts = ",\n".join(f"{name} as {_kept(name, panel)}(\n{text}\n)" for name, text in needed.items())
    return f"with recursive {parts}\n{query}"


@cache
def asked_for(sql: str) -> frozenset[str]:
    """The names of the values that a text asks for."""
    return frozenset(_VALUE.findall(sql))


def named_in(text: str, panel: Panel | None = None) -> list[str]:
    """The relations that a text names, those of a panel among them."""
    return [name for name in _NAMED.findall(text) if name in relations() or (panel and panel.text(name))]


def _kept(name: str, panel: Panel | None) -> str:
    return "not materialized " if panel and panel.text(name) else ""


def _need(name: str, needed: dict[str, str], panel: Panel | None) -> None:
    if name in needed:
        return
    text = (panel and panel.text(name)) or relations()[name]
    for other in named_in(text, panel):
        if other != name:
            _need(other, needed, panel)
    needed[name] = text
