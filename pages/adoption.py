"""Adoption: which units apply the standard, which do not yet?"""

import streamlit as st

from ui import answers
from ui.breakdown import breakdown
from ui.doubt import deciding
from ui.formats import number, percent, period_name
from ui.ladder import ladder
from ui.printed_shares import printed_shares
from ui.sources import sources
from ui.tiles import indicator_tiles, lead
from ui.transitions import matrix
from ui.unit_list import unit_list
from ui.usual import trend
from ui.view import current

view = current()
say = view.say
language = view.language
TILES = ("units_in_scope", "units_applied", "adoption_rate", "units_announced")

known = answers.total(view, "adoption_rate")
scope, applied = answers.value(view, "units_in_scope"), answers.value(view, "units_applied")
announced, undetermined = answers.value(view, "units_announced"), answers.value(view, "units_undetermined") or 0
told = known.whole or 0 if known else 0
if scope and applied is not None:
    fields = {
        "period": period_name(view.period, language),
        "applied": number(applied, language),
        "scope": number(scope, language),
        "told": number(told, language),
        "rate": percent(known.value if known else None, language),
        "missing": number(told - applied, language),
        "silent": number(scope - told - undetermined, language),
        "announced": number(announced, language),
    }
    text = say(f"adoption.lead{'_all' if applied >= scope else '_known' if told < scope else ''}", **fields)
    text += f" {say('adoption.unknown', **fields)}" if told + undetermined < scope else ""
    lead(text + (f" {say('adoption.undetermined', count=number(undetermined, language))}" if undetermined else ""))

indicator_tiles(view, TILES, chief="adoption_rate")

left_side, right_side = st.columns(2, gap="large")
with left_side:
    trend(view, "adoption", say("adoption.trend"), ("units_applied", "units_announced", "units_in_scope"))
with right_side:
    ladder(view)

st.subheader(say("adoption.missing"), anchor=False)
missing: dict[str, dict[str, object]] = {
    key: {} for key, row in answers.rows(view, "adoption_rate", "unit").items() if row.whole and not row.part
}
if missing:
    unit_list(view, "not-applied", missing)
else:
    st.caption(say("adoption.none_missing"))

if undetermined:
    st.subheader(say("adoption.undetermined_title"), anchor=False)
    st.caption(say("adoption.undetermined_note"))
    silent = answers.rows(view, "units_undetermined", "unit")
    unit_list(view, "undetermined", {key: {} for key, row in silent.items() if row.part})

matrix(view, "stage")

deciding(view, "adoption_rate")

breakdown(view, "adoption-places", TILES)
printed_shares(view)
sources(view, TILES)
