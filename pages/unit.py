"""Unit: everything that one unit reports, down to the cells of its workbooks."""

import streamlit as st

from ui import answers
from ui.address import picker
from ui.contents import activities, narratives
from ui.house import group_name, house
from ui.one_unit import figures_and_cells, findings_of, history, identity, reports_of, tiles
from ui.tiles import lead
from ui.view import current

view = current()
say = view.say
units = house().units

inside = {key for key, unit in units.items() if view.group in (None, unit.unit_group)}
if view.place:
    inside &= answers.below(view, view.place)
options = sorted(inside, key=lambda key: (units[key].obligation is None, units[key].parent_id or "", units[key].name))
if not options:
    lead(say("unit.none"))
    st.stop()


def written(key: str) -> str:
    """A unit in the list: its name, its parent unit, its code."""
    parent = units.get(units[key].parent_id or "")
    return " · ".join(text for text in (units[key].name, parent.name if parent else "", key) if text)


chosen, unknown = picker("unit", say("unit.pick"), options, options[0], written)
if unknown:
    st.caption(say("unit.unknown"))
unit = units[chosen]
identity(view, unit, group_name(unit.unit_group, view.language), units.get(unit.parent_id or ""))
tiles(view, chosen)

left_side, right_side = st.columns(2, gap="large")
with left_side:
    history(view, chosen, "unit-procedures", say("unit.procedures"), ("procedures_tthc", "procedures_internal"))
with right_side:
    history(view, chosen, "unit-on-time", say("unit.on_time"), ("on_time_rate",), share=True)

figures_and_cells(view, chosen)
activities(view, chosen)
narratives(view, chosen)
reports_of(view, chosen)
findings_of(view, chosen)
