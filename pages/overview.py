"""Overview: how far has the rollout come?"""

import streamlit as st

from ui import answers
from ui.breakdown import breakdown
from ui.formats import day, number, percent, period_name
from ui.programme import conversion
from ui.sources import sources
from ui.tiles import indicator_tiles, lead
from ui.two_tone import bar, reviewed
from ui.usual import by_group, trend
from ui.view import current

view = current()
say = view.say
TILES = ("units_applied", "units_v2008", "units_v2015", "procedures_tthc", "procedures_internal", "on_time_rate")

known, scope = answers.total(view, "adoption_rate"), answers.value(view, "units_in_scope")
left, deadline = answers.value(view, "units_v2008"), conversion(view)
if known and known.value is not None and known.whole and scope:
    text = say(
        "overview.lead_known" if known.whole < scope else "overview.lead",
        period=period_name(view.period, view.language),
        applied=number(known.part, view.language),
        told=number(known.whole, view.language),
        scope=number(scope, view.language),
        silent=number(scope - known.whole, view.language),
        rate=percent(known.value, view.language),
    )
    if left and deadline:
        text += " " + say("overview.left", left=number(left, view.language), deadline=day(deadline.ends_on, view.language))
    lead(text)

indicator_tiles(view, TILES, chief="units_applied")
if reviewed(view).begun:
    bar(view, reviewed(view))

left_side, right_side = st.columns(2, gap="large")
with left_side:
    trend(view, "editions", say("overview.editions"), ("units_v2015", "units_v2008"))
with right_side:
    by_group(view, "editions-by-group", say("overview.by_group"), ("units_v2015", "units_v2008"))

breakdown(view, "overview-places", ("units_in_scope", "units_applied", "units_v2008", "units_v2015", "on_time_rate"))

sources(view, TILES)
