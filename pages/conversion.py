"""Conversion: will every unit have left the old edition by the deadline?"""

import streamlit as st

from ui import answers
from ui.burn_down import burn_down, left_by_place
from ui.doubt import deciding
from ui.foresight import foresight, paces, said
from ui.house import house
from ui.pace import pace_tiles, verdict
from ui.programme import choose, conversion, pace
from ui.sources import sources
from ui.tables import Column
from ui.tiles import indicator_tile, lead, row_of_tiles
from ui.transitions import matrix
from ui.unit_list import unit_list
from ui.usual import position_of
from ui.view import current

view = choose(current())
say = view.say
programme = conversion(view)

if programme is None:
    lead(say("conversion.none"))
    st.stop()

periods = house(view.programme).periods
remaining, converted = (answers.series(view, code, periods) for code in ("programme_remaining", "programme_converted"))
speed = pace(remaining, converted, periods, position_of(periods, view.period), programme.ends_on)
told = foresight(view, "programme_rate")
lead(f"{verdict(view, programme, speed)} {said(view, told)}".strip())

row_of_tiles(
    [
        indicator_tile(view, "programme_remaining", chief=True),
        indicator_tile(view, "programme_reached"),
        indicator_tile(view, "programme_share"),
        *pace_tiles(view, programme, speed),
    ]
)

left_side, right_side = st.columns([3, 2], gap="large")
with left_side:
    burn_down(view, programme, told)
with right_side:
    left_by_place(view)

paces(view, programme, told)

st.subheader(say("conversion.who"), anchor=False)
risks = {unit.unit_id: unit.late for unit in told.waiting}
standing = {told.unit_id: told for told in answers.record(view, "standing", view.period)}
left = {
    key: {"planned": standing[key].conversion_planned_on if key in standing else None, "risk": risks.get(key)}
    for key, row in answers.rows(view, "programme_remaining", "unit").items()
    if row.value
}
columns = [Column("planned", say("conversion.planned"), "day")]
if any(risk is not None for risk in risks.values()):
    left = dict(sorted(left.items(), key=lambda item: -(item[1]["risk"] or 0)))
    columns.append(Column("risk", say("forecast.risk"), "share"))
unit_list(view, "left", left, columns)

matrix(view, "edition")

deciding(view, "programme_rate")

sources(view, ("programme_remaining", "programme_reached", "programme_share", "programme_rate", "programme_overdue"))
