"""The grid of units and quarters: on time, late by so many days, sent back, missing, not yet due, nothing owed.

A mark for each, so that no colour is needed; the worst units stand first. Written as one table of our own: a grid of
hundreds of rows is read on a projector, on a laptop and on a telephone, where the older quarters step back.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from html import escape
from urllib.parse import urlencode

import streamlit as st

from base.period import Period
from indicators import Discipline, Duty, Punctuality
from ui import answers
from ui.formats import day, number, percent, period_name, period_tick
from ui.house import house
from ui.memory import kept
from ui.view import View

MARKS = {"missing": "○", "returned": "↩", "late": "◐", "waiting": "…", "on_time": "●"}
NOTHING_OWED = "·"
# Units at fault first: silent ones, those whose workbook was sent back, late ones by their days.
GRAVITY = {state: place for place, state in enumerate(MARKS)}
BAD = ("missing", "returned", "late")
NEAR, MOST_ROWS = 4, 400
MOST_DAYS = 99  # more are not counted out: an office that hands in old years would widen every column


@dataclass(frozen=True, slots=True)
class Record:
    """What units owed for the view's quarter, how each kept its duty over the quarters shown, and all of them in each."""

    now: Mapping[str, Duty]
    units: Mapping[str, Discipline]
    quarters: Mapping[str, Punctuality]


def worst_first(view: View, record: Record) -> list[str]:
    """Units by the state and days of the view's quarter, then by how often they were at fault, then by name."""
    units = house(view.programme).units

    def rank(unit: str) -> tuple[int, int, int, str]:
        now, often = record.now.get(unit), record.units[unit].failed
        return (GRAVITY[now.state] if now else len(GRAVITY), -now.days_late if now else 0, -often, units[unit].name)

    return sorted(record.units, key=rank)


def legend(view: View) -> None:
    """What the marks mean."""
    say = view.say
    told = {state: (mark, say(f"duty.{state}")) for state, mark in reversed(MARKS.items())}
    told |= {"late": (f"{MARKS['late']}+5", say("reports.days_late_of", count=5)), "none": (NOTHING_OWED, say("duty.none"))}
    spans = "".join(f'<span><i class="{state}">{mark}</i> {escape(text)}</span>' for state, (mark, text) in told.items())
    st.html(f'<p class="qms duty legend">{spans}</p>')


def grid(view: View, record: Record, shown: Sequence[str], periods: Sequence[Period]) -> None:
    """The units `shown` by the quarters given, oldest first; under each quarter the share that came on time."""
    if not shown:
        st.caption(view.say("table.empty"))
        return
    rows = tuple(shown[:MOST_ROWS])
    st.html(kept((view, "duties", rows, view.today), lambda: _table(view, record, rows, periods)))
    if len(shown) > MOST_ROWS:
        counts = {"shown": number(MOST_ROWS, view.language), "all": number(len(shown), view.language)}
        st.caption(view.say("finding.more", **counts))


def _table(view: View, record: Record, shown: Sequence[str], periods: Sequence[Period]) -> str:
    language = view.language
    head = "".join(
        f'<th{_css(at, len(periods), period == view.period)} title="{escape(period_name(period, language))}">'
        f"{escape(period_tick(period, language))}<small>{_share(record.quarters.get(period.label), language)}</small></th>"
        for at, period in enumerate(periods)
    )
    duties = _by_unit(answers.record(view, "duties", tuple(periods), view.today, view.scope, tuple(shown)))
    body = "".join(_row(view, record.units[unit], duties.get(unit, {}), periods) for unit in shown)
    first = f'<th class="who">{escape(view.say("table.unit"))}<small>{escape(view.say("reports.share"))}</small></th>'
    often = f'<th class="often" title="{escape(view.say("reports.often_note"))}">{escape(view.say("reports.often"))}</th>'
    return f'<div class="qms duty"><table><thead><tr>{first}{head}{often}</tr></thead><tbody>{body}</tbody></table></div>'


def _by_unit(duties: Sequence[Duty]) -> dict[str, dict[str, Duty]]:
    found: dict[str, dict[str, Duty]] = defaultdict(dict)
    for duty in duties:
        found[duty.unit_id][duty.period] = duty
    return dict(found)


def _row(view: View, one: Discipline, owed: Mapping[str, Duty], periods: Sequence[Period]) -> str:
    unit = house(view.programme).units[one.unit_id]
    parent = house(view.programme).units.get(unit.parent_id or "")
    link = "unit?" + urlencode(replace(view, place=None, group=None).address() | {"unit": unit.unit_id})
    cells = "".join(
        _cell(view, owed.get(period.label), _css(at, len(periods), period == view.period)) for at, period in enumerate(periods)
    )
    under = f"<small>{escape(parent.name)}</small>" if parent else ""
    return (
        f'<tr><td class="who"><a href="{escape(link)}" target="_self">{escape(unit.name)}</a>{under}</td>{cells}'
        f'<td class="often">{one.failed}/{one.owed}</td></tr>'
    )


def _cell(view: View, duty: Duty | None, css: str) -> str:
    if duty is None:
        return f'<td{css}><i class="none">{NOTHING_OWED}</i></td>'
    mark = MARKS[duty.state]
    if duty.state == "late":
        mark += f"+{duty.days_late}" if duty.days_late <= MOST_DAYS else f">{MOST_DAYS}"
    told = f' title="{escape(said(view, duty))}"' if duty.state != "on_time" else ""
    return f'<td{css}{told}><i class="{duty.state}">{mark}</i></td>'


def said(view: View, duty: Duty) -> str:
    """A duty in words: its state, its due day, the day it came or was sent back."""
    language = view.language
    came = duty.received_on or duty.returned_on
    text = view.say("reports.due", state=view.say(f"duty.{duty.state}"), due=day(duty.due_on, language))
    return text + (view.say("reports.came", day=day(came, language)) if came else "")


def _share(told: Punctuality | None, language: str) -> str:
    return percent(told.on_time / told.owed, language, 0) if told else ""


def _css(at: int, count: int, chosen: bool) -> str:
    names = [name for name, holds in (("far", at < count - NEAR), ("now", chosen)) if holds]
    return f' class="{" ".join(names)}"' if names else ""
