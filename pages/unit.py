"""Unit: everything that one unit reports, down to the cells of its workbooks."""

from functools import partial

import streamlit as st

import desk
from indicators import search
from ui import answers
from ui.address import picker
from ui.ancestry import ancestry
from ui.approval import once
from ui.contents import activities, narratives, procedures
from ui.correcting import Typed, correction
from ui.house import ended, group_name, house
from ui.one_unit import figures_and_cells, findings_of, history, identity, reports_of, tiles
from ui.tiles import lead
from ui.versions import comparison
from ui.view import current

view = current()
say = view.say
units = house(view.programme).units

inside = {key for key, unit in units.items() if view.group in (None, unit.unit_group)}
if view.place:
    inside &= answers.below(view, view.place)
search_side, list_side = st.columns([1, 2], vertical_alignment="bottom")
wanted = search_side.text_input(say("unit.search"), key="unit-search", placeholder=say("unit.search_hint"))
matching = [unit for unit in search(units.values(), wanted) if unit.unit_id in inside]
options = [unit.unit_id for unit in sorted(matching, key=lambda unit: (unit.obligation is None, unit.parent_id or "", unit.name))]
if not options:
    lead(say("unit.none"))
    st.stop()


def written(key: str) -> str:
    """A unit in the list: its name, its parent unit, its code."""
    shown, parent = units[key], units.get(units[key].parent_id or "")
    return " · ".join(text for text in (shown.name + ended(shown, say), parent.name if parent else "", key) if text)


with list_side:
    chosen, unknown = picker("unit", say("unit.pick"), options, options[0], written)
if unknown and not wanted:
    st.caption(say("unit.unknown"))
else:
    st.query_params["unit"] = chosen
unit = units[chosen]


def correct(typed: Typed) -> str:
    """Keeps new values of a report, and says so."""
    fact = typed.fact
    mends = [desk.Mend(fact.relation, fact.sheet, fact.row_number, field, value) for field, value in typed.values.items()]
    kept = desk.mend(typed.report_id, mends, who=typed.who, reason=typed.reason, programme=view.programme)
    return say("correcting.done", version=kept.version)


if done := st.session_state.pop("done", None):
    st.success(done, icon=":material/check:")
identity(view, unit, group_name(unit.unit_group, view.language), units.get(unit.parent_id or ""))
tiles(view, chosen)

left_side, right_side = st.columns(2, gap="large")
with left_side:
    history(view, chosen, "unit-procedures", say("unit.procedures"), ("procedures_tthc", "procedures_internal"))
with right_side:
    history(view, chosen, "unit-on-time", say("unit.on_time"), ("on_time_rate",), share=True)

ancestry(view, chosen)
figures_and_cells(view, chosen)
if mended := correction(view, chosen):
    once(view, partial(correct, mended))
procedures(view, chosen)
activities(view, chosen)
narratives(view, chosen)
reports_of(view, chosen)
comparison(view, chosen)
findings_of(view, chosen)
