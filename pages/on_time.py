"""On time: are citizens' dossiers handled by their deadline?"""

import streamlit as st

from ui import answers
from ui.breakdown import breakdown
from ui.formats import level, number, percent, period_name
from ui.house import group_name, house
from ui.links import open_unit
from ui.programme import target_of
from ui.sources import sources
from ui.tables import Column, pick
from ui.tiles import indicator_tiles, lead
from ui.usual import trend
from ui.view import current

view = current()
say = view.say
language = view.language
TILES = ("on_time_rate", "resolved_total", "resolved_late", "pending_total", "pending_overdue", "overdue_rate")

rate, target = answers.total(view, "on_time_rate"), target_of(view, "on_time_rate")
if rate is not None and rate.value is not None:
    fields = {
        "period": period_name(view.period, language),
        "rate": percent(rate.value, language),
        "part": number(rate.part, language),
        "whole": number(rate.whole, language),
        "target": level(target, language),
    }
    text = say("on_time.lead", **fields)
    if target is not None:
        text += " " + say("on_time.met" if rate.value >= target else "on_time.missed", **fields)
    lead(text)

indicator_tiles(view, TILES, chief="on_time_rate")

left_side, right_side = st.columns(2, gap="large")
with left_side:
    level = (say("on_time.target", target=level(target, language)), target) if target is not None else None
    trend(view, "on-time", say("on_time.trend"), ("on_time_rate",), share=True, target=level, note=say("on_time.trend_note"))
with right_side:
    trend(view, "late", say("on_time.late"), ("resolved_late", "pending_overdue"), note=say("on_time.late_note"))

st.subheader(say("on_time.worst"), anchor=False)
st.caption(say("on_time.worst_note"))
units = house().units
late, overdue = answers.rows(view, "resolved_late", "unit"), answers.rows(view, "pending_overdue", "unit")
rows = [
    {
        "unit_id": row.key,
        "name": row.name,
        "group": group_name(units[row.key].unit_group, language),
        "rate": row.value,
        "resolved": row.whole,
        "late": late[row.key].value if row.key in late else None,
        "overdue": overdue[row.key].value if row.key in overdue else None,
    }
    for row in answers.rows(view, "on_time_rate", "unit").values()
    if row.value is not None
]
rows.sort(key=lambda row: (-(row["late"] or 0) - (row["overdue"] or 0), row["name"]))
chosen = pick(
    view,
    "late-units",
    rows,
    [
        Column("name", say("table.unit"), width="large"),
        Column("group", say("table.group")),
        Column("late", say("on_time.column_late"), "count"),
        Column("overdue", say("on_time.column_overdue"), "count"),
        Column("resolved", say("on_time.column_resolved"), "count"),
        Column("rate", say("on_time.column_rate"), "share"),
    ],
)
if chosen:
    open_unit(view, chosen["unit_id"])

breakdown(view, "on-time-places", ("resolved_total", "on_time_rate", "resolved_late", "pending_overdue"))

sources(view, TILES)
