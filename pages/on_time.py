"""On time: are citizens' dossiers handled by their deadline?"""

import streamlit as st

from ui import answers
from ui.breakdown import breakdown
from ui.doubt import deciding, settlement, verdict
from ui.formats import level, number, percent, period_name
from ui.programme import target_of
from ui.sources import sources
from ui.tables import Column
from ui.tiles import indicator_tiles, lead
from ui.unit_list import unit_list
from ui.usual import trend
from ui.view import current

view = current()
say = view.say
language = view.language
TILES = ("on_time_rate", "resolved_total", "resolved_late", "pending_total", "pending_overdue", "overdue_rate")
# Three ways to say «on time», side by side: of those resolved, with the backlog overdue, of those due.
DEFINITIONS = ("on_time_rate", "on_time_rate_with_backlog", "on_time_rate_due")

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
    aimed = settlement(view, "on_time_rate")
    if aimed and aimed.silent:
        text += " " + verdict(view, aimed)
    elif target is not None:
        text += " " + say("on_time.met" if rate.value >= target else "on_time.missed", **fields)
    lead(text)

indicator_tiles(view, TILES, chief="on_time_rate")

st.subheader(say("on_time.definitions"), anchor=False)
st.caption(say("on_time.definitions_note"))
indicator_tiles(view, DEFINITIONS)

left_side, right_side = st.columns(2, gap="large")
with left_side:
    goal = (say("on_time.target", target=level(target, language)), target) if target is not None else None
    trend(view, "on-time", say("on_time.trend"), ("on_time_rate",), share=True, target=goal, note=say("on_time.trend_note"))
with right_side:
    trend(view, "late", say("on_time.late"), ("resolved_late", "pending_overdue"), note=say("on_time.late_note"))

st.subheader(say("on_time.worst"), anchor=False)
st.caption(say("on_time.worst_note"))
late, overdue = answers.rows(view, "resolved_late", "unit"), answers.rows(view, "pending_overdue", "unit")
units = {
    key: {
        "late": late[key].value if key in late else None,
        "overdue": overdue[key].value if key in overdue else None,
        "resolved": row.whole,
        "rate": row.value,
    }
    for key, row in answers.rows(view, "on_time_rate", "unit").items()
    if row.value is not None
}
worst = sorted(units.items(), key=lambda item: -(item[1]["late"] or 0) - (item[1]["overdue"] or 0))
columns = [Column(name, say(f"on_time.column_{name}"), "count") for name in ("late", "overdue", "resolved")]
unit_list(view, "late-units", dict(worst), [*columns, Column("rate", say("on_time.column_rate"), "share")])

deciding(view, "on_time_rate")

breakdown(view, "on-time-places", ("resolved_total", "on_time_rate", "resolved_late", "pending_overdue"))

sources(view, (*TILES, *DEFINITIONS[1:]))
