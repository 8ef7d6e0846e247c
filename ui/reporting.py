"""Who reported what and when: the five measures of completeness, the grid, who is late or missing, findings, loads."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date
from functools import partial

import streamlit as st

from base.ladder import in_order
from base.period import Period
from indicators import DueDay, Duty
from ui import answers, duty_grid, figures, theme
from ui.breakdown import breakdown
from ui.charts import chart
from ui.figures import Part
from ui.findings import faults, remembered
from ui.formats import day, moment, number, percent, period_name
from ui.house import group_name, house
from ui.tables import Column, plain
from ui.tiles import context, indicator_tiles, lead
from ui.unit_list import unit_list
from ui.usual import trend
from ui.view import View

MEASURES = ("reports_expected", "reports_received", "submission_rate", "reports_on_time", "submission_on_time_rate")
PARTS = {
    "on_time": (theme.GREEN, ""), "late": (theme.ORANGE, "/"), "returned": (theme.ACCENT, "x"),
    "missing": (theme.VERMILION, "\\"), "waiting": (theme.GREY, "."),
}  # fmt: skip
RECENT = 12
MIME = {"docx": "wordprocessingml.document", "xlsx": "spreadsheetml.sheet"}


def owed(view: View) -> tuple[Duty, ...]:
    """What the view's units owed for the view's period, and what became of it until today."""
    found: tuple[Duty, ...] = answers.record(view, "duties", _shown(view, 1), view.today, view.scope)
    return found


def _shown(view: View, quarters: int) -> tuple[Period, ...]:
    """The newest quarters up to the view's; beside the newest that was reported also those since, of which nobody has."""
    known = house(view.programme)
    told = [period for period in (*known.periods, *known.silent) if period.end <= view.period.end]
    newest = quarters > 1 and view.period == known.periods[-1]
    return tuple([*told, *(known.silent if newest else ())][-quarters:]) or (view.period,)


def answer(view: View) -> None:
    """The page's answer in one or two sentences."""
    say, language = view.say, view.language
    states = Counter(duty.state for duty in owed(view))
    if states.total():
        received = states["on_time"] + states["late"]
        text = say(
            "reports.lead",
            period=period_name(view.period, language),
            reported=number(received, language),
            expected=number(states.total(), language),
            rate=percent(received / states.total(), language),
            on_time=number(states["on_time"], language),
            on_time_rate=percent(states["on_time"] / states.total(), language),
        )
        left = ("missing", "returned", "waiting")
        rest = "; ".join(say(f"reports.left_{state}", count=number(states[state], language)) for state in left if states[state])
        lead(text + (" " + say("reports.left", rest=rest) if rest else ""))


def due_days(view: View) -> None:
    """By when each group of the view reports; said where the days are not the programme's own."""
    say, language = view.say, view.language
    units = house(view.programme).units
    obliged = {units[duty.unit_id].unit_group for duty in owed(view)}
    found: list[DueDay] = [one for one in answers.record(view, "due_days", view.period) if one.unit_group in obliged]
    if not found:
        return
    days: dict[tuple[date, int], list[str]] = {}
    for one in found:
        days.setdefault((one.due_on, one.working_days), []).append(group_name(one.unit_group, language))
    told = [
        say("reports.due_day", groups=", ".join(groups), day=day(due_on, language), count=working)
        for (due_on, working), groups in days.items()
    ]
    context([say("reports.due_days"), *told, "" if all(one.own for one in found) else say("reports.shipped_calendar")])


def tiles(view: View) -> None:
    """Expected, received, their rate; on time, their rate."""
    indicator_tiles(view, MEASURES, chief="submission_on_time_rate")


def grid(view: View) -> None:
    """Units by quarters, worst first, narrowed to a state of the view's quarter where the reader asks for it."""
    say = view.say
    periods = _shown(view, RECENT)
    record = duty_grid.Record(
        {duty.unit_id: duty for duty in owed(view)},
        {one.unit_id: one for one in answers.record(view, "disciplines", periods, view.today, view.scope)},
        {one.period: one for one in answers.record(view, "punctuality", periods, view.today, view.scope)},
    )
    counted = Counter(duty.state for duty in record.now.values())
    chosen = st.pills(
        say("reports.filter"),
        [state for state in duty_grid.MARKS if counted[state]],
        key="duty-state",
        format_func=lambda state: f"{duty_grid.MARKS[state]} {say(f'duty.{state}')}: {number(counted[state], view.language)}",
        label_visibility="collapsed",
    )
    ranked = duty_grid.worst_first(view, record)
    shown = [unit for unit in ranked if chosen is None or (unit in record.now and record.now[unit].state == chosen)]
    silent = [period_name(period, view.language) for period in house(view.programme).silent if period in periods]
    if silent and view.period not in house(view.programme).silent:
        st.caption(say("reports.silent", periods=", ".join(silent)))
    duty_grid.grid(view, record, shown, periods)
    duty_grid.legend(view)
    due_days(view)


def reminded(view: View, made: Callable[[str], bytes]) -> None:
    """Downloads that remind the units that are silent or must send again; `made` gives the bytes of a 'docx' or 'xlsx'."""
    say = view.say
    count = sum(duty.state in ("missing", "returned") for duty in owed(view))
    if not count:
        st.caption(say("reports.none_to_remind"))
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(say("reports.to_send", count=number(count, view.language)), width="content")
        for form, key, icon in (("docx", "letter", "mail"), ("xlsx", "table", "table")):
            st.download_button(
                say(f"reports.{key}"),
                data=partial(made, form),
                file_name=f"DonDoc_{view.period.label}.{form}",
                mime=f"application/vnd.openxmlformats-officedocument.{MIME[form]}",
                key=f"reminder-{form}",
                icon=f":material/{icon}:",
                on_click="ignore",
            )


def overdue(view: View) -> None:
    """Units whose report is late, sent back or missing, by parent unit, the parent with most of them first."""
    say, units = view.say, house(view.programme).units
    bad = [duty for duty in owed(view) if duty.state in duty_grid.BAD]
    if not bad:
        st.caption(say("reports.none_overdue"))
        return
    under = Counter(units[duty.unit_id].parent_id or "" for duty in bad)

    def rank(duty: Duty) -> tuple[int, str, int, int]:
        parent = units[duty.unit_id].parent_id or ""
        return -under[parent], parent, duty_grid.GRAVITY[duty.state], -duty.days_late

    told = {
        duty.unit_id: {
            "state": f"{duty_grid.MARKS[duty.state]} {say(f'duty.{duty.state}')}",
            "days": duty.days_late,
            "due": day(duty.due_on, view.language),
            "came": day(duty.received_on or duty.returned_on, view.language),
            "parent": units[parent].name if (parent := units[duty.unit_id].parent_id or "") in units else "",
            "group": group_name(units[duty.unit_id].unit_group, view.language),
        }
        for duty in sorted(bad, key=rank)
    }
    columns = [
        Column("state", say("reports.state")), Column("days", say("reports.days_late"), "count"),
        Column("due", say("reports.due_on"), "number"), Column("came", say("reports.came_on"), "number"),
        Column("parent", say("table.parent")), Column("group", say("table.group")),
    ]  # fmt: skip
    unit_list(view, "overdue", told, columns, about=False)


def by_group(view: View) -> None:
    """On time, late, sent back, missing, not yet due: the units of each group, with the group's on-time rate."""
    say, language = view.say, view.language
    units = house(view.programme).units
    counted: dict[str, Counter[str]] = {}
    for duty in owed(view):
        counted.setdefault(units[duty.unit_id].unit_group or "", Counter())[duty.state] += 1
    groups = in_order(sorted(counted))
    if not groups:
        return
    labels = [
        f"{group_name(group, language)} · {percent(counted[group]['on_time'] / counted[group].total(), language)}"
        for group in groups
    ]
    parts = [
        Part(say(f"duty.{state}"), [counted[group][state] for group in groups], color, pattern)
        for state, (color, pattern) in PARTS.items()
        if any(counted[group][state] for group in groups)
    ]
    key = f"duty-groups-{view.today:%Y%m%d}"
    chart(view, key, say("reports.by_group"), lambda: figures.bars(labels, parts, language), note=say("reports.by_group_note"))
    breakdown(view, "duty-places", MEASURES)


def over_time(view: View) -> None:
    """The share that came, and that came on time, quarter by quarter."""
    trend(view, "duty-trend", view.say("reports.trend"), ("submission_rate", "submission_on_time_rate"), share=True)


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
