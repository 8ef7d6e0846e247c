"""SQL put together from named relations: each text is read and composed once a process.

A relation is one file of `relations/`; a query names it after FROM or JOIN, and gets it and what it needs in front, in
order of dependence. Values are bound, never written in: those that the text asks for, by name.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from base.calendar import shipped_calendar
from base.period import CUT_OFF
from store import Asking

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
        "cut_off": CUT_OFF,
        "deadline_groups": list(calendar.deadlines),
        "deadline_days": list(calendar.deadlines.values()),
        "holidays": list(calendar.holidays),
    }


@cache
def relations() -> dict[str, str]:
    """The text of every relation by its name, without comments."""
    return {path.stem: _COMMENT.sub("", path.read_text(encoding="utf-8")).strip() for path in sorted(RELATIONS.glob("*.sql"))}


@cache
def composed(query: str) -> str:
    """The query with the relations that it names in front of it."""
    needed: dict[str, str] = {}
    for name in _names(query):
        _need(name, needed)
    if not needed:
        return query
    parts = ",\n".join(f"{name} as (\n{text}\n)" for name, text in needed.items())
    return f"with recursive {parts}\n{query}"


def ask(reader: Asking, query: str, values: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    """The rows of a query over relations; `values` are bound by name, and may be more than it asks for."""
    sql = composed(query)
    known = everywhere() | dict(values)
    return reader.rows(sql, {name: known[name] for name in _asked_for(sql)})


@cache
def _asked_for(sql: str) -> frozenset[str]:
    return frozenset(_VALUE.findall(sql))


def _names(text: str) -> list[str]:
    return [name for name in _NAMED.findall(text) if name in relations()]


def _need(name: str, needed: dict[str, str]) -> None:
    if name in needed:
        return
    text = relations()[name]
    for other in _names(text):
        if other != name:
            _need(other, needed)
    needed[name] = text
