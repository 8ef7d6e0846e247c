"""Tiles: one big number each, with its label, change, coverage and definition."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

import streamlit as st

from base.period import Period
from indicators import Indicator, Row
from ui import answers, doubt, notes, two_tone
from ui.formats import NOTHING, change_of, number, period_name
from ui.view import View


@dataclass(frozen=True, slots=True)
class Tile:
    """What one tile says. `of` stands small behind the figure; `foot` opens to `definition`. All are plain text."""

    label: str
    figure: str
    of: str = ""
    note: str = ""
    foot: str = ""
    definition: str = ""
    chief: bool = False
    wordy: bool = False


def lead(text: str) -> None:
    """The answer to the page's question in one or two plain sentences."""
    st.html(f'<p class="qms lead">{escape(text)}</p>')


def context(parts: Sequence[str]) -> None:
    """Facts beside one another in a quiet line."""
    spans = "".join(f"<span>{escape(part)}</span>" for part in parts if part)
    st.html(f'<p class="qms context">{spans}</p>')


def row_of_tiles(tiles: Sequence[Tile]) -> None:
    """Shows tiles side by side; they wrap on a narrow screen."""
    across = 3 if len(tiles) == 6 else len(tiles)
    st.html(
        f'<div class="qms tiles{" narrow" if across > 4 else ""}" style="--across:{across}">{"".join(map(_html, tiles))}</div>'
    )


def indicator_tiles(view: View, codes: Sequence[str], chief: str | None = None) -> None:
    """A tile for each indicator of `codes`, for the view's period, place and group."""
    row_of_tiles([indicator_tile(view, code, chief=code == chief) for code in codes])


def indicator_tile(view: View, code: str, *, unit: str | None = None, chief: bool = False) -> Tile:
    """The tile of one indicator, of the view's units or of one: value, part of whole, change, coverage, definition."""
    indicator = answers.indicator(code)
    row = _row(view, code, unit, view.period)
    name = notes.name_of(indicator, view.language)
    foot = view.say("tile.definition") if unit else _foot(view, code, row)
    definition = " ".join([notes.definition_of(indicator, view.language), *([] if unit else _small_print(view, code, row))])
    figure, of = notes.said(view, code, row), ""
    if row is None or row.value is None:
        return Tile(name, figure, foot=foot, definition=definition, chief=chief, wordy=True)
    if indicator.kind == "ratio" and row.whole is not None:
        of = f"{number(row.part, view.language)}/{number(row.whole, view.language)}"
    return Tile(name, figure, of, _change(view, indicator, row, unit), foot, definition, chief)


def _foot(view: View, code: str, row: Row | None) -> str:
    """Coverage, what of it is provisional, and from where to where the figure could be."""
    open_ends = doubt.bounds_of(view, code, row, short=True)
    return notes.coverage_of(view, row) + two_tone.note(view) + (f". {open_ends}" if open_ends else "")


def _small_print(view: View, code: str, row: Row | None) -> list[str]:
    """What a tile opens to beside the definition: what an assumption behind its range is, and where its sources stand."""
    of_shares = answers.indicator(code).bounds == "share"
    return [*([doubt.bounds_of(view, code, row)] if of_shares else []), view.say("tile.source")]


def _row(view: View, code: str, unit: str | None, period: Period) -> Row | None:
    return answers.of_unit(view, code, unit, period) if unit else answers.total(view, code, period)


def _change(view: View, indicator: Indicator, row: Row, unit: str | None) -> str:
    before_period = view.period.earlier()
    before = _row(view, indicator.code, unit, before_period)
    if before is None or before.value is None or row.value is None:
        return ""
    difference = round(row.value - before.value, 3)
    since = period_name(before_period, view.language)
    if difference == 0:
        return view.say("change.none", since=since)
    text = change_of(difference, indicator.format, view.language)
    return view.say("change.some", change=text, since=since, arrow="▲" if difference > 0 else "▼")


def _html(tile: Tile) -> str:
    of = f"<small>{escape(tile.of)}</small>" if tile.of else ""
    details = ""
    if tile.foot or tile.definition:
        opened = f"<p>{escape(tile.definition)}</p>" if tile.definition else ""
        details = f"<details><summary>{escape(tile.foot) or NOTHING}</summary>{opened}</details>"
    return (
        f'<section class="tile{" chief" if tile.chief else ""}"><p class="label">{escape(tile.label)}</p>'
        f'<p class="figure{" words" if tile.wordy else ""}">{escape(tile.figure)}{of}</p>'
        f'<p class="note">{escape(tile.note)}</p>{details}</section>'
    )
