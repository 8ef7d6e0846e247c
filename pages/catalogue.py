"""Catalogue: what does every figure mean, what is it drawn from, how does it stand?"""

import streamlit as st

from indicators import NOT_REPORTED
from loaders import headings_of
from ui import answers, notes
from ui.address import picker
from ui.breakdown import breakdown
from ui.dictionary import groups, listing, matching, meaning, theme_name, themes
from ui.formats import number, period_name
from ui.sources import sources
from ui.tiles import indicator_tile, lead, row_of_tiles
from ui.usual import trend
from ui.view import current

view = current()
say = view.say

wanted = st.text_input(say("catalogue.search"), key="catalogue-search", placeholder=say("catalogue.search_hint"))
theme = st.pills(
    say("catalogue.theme"),
    themes(),
    key="catalogue-theme",
    format_func=lambda name: theme_name(view, name),
    label_visibility="collapsed",
)
found = matching(wanted, theme)
told = answers.totals(view)
known = [one for one in found if (row := told.get(one.code)) and row.value is not None]
counts = {"count": number(len(found), view.language), "known": number(len(known), view.language)}
lead(say("catalogue.lead", period=period_name(view.period, view.language), **counts))
if not found:
    st.stop()

if picked := listing(view, found):
    st.query_params["indicator"] = picked

codes = [one.code for one in found]
chosen, unknown = picker(
    "indicator", say("catalogue.choose"), codes, codes[0], lambda code: notes.name_of(answers.indicator(code), view.language)
)
if unknown and not (wanted or theme):
    st.caption(say("catalogue.unknown"))
one = answers.indicator(chosen)

st.header(one.name(view.language), anchor=False)
told_side, meant_side = st.columns([2, 3], gap="large")
with told_side:
    row_of_tiles([indicator_tile(view, chosen, chief=True)])
    groups(view, one)
with meant_side:
    meaning(view, one, headings_of)
if (row := told.get(chosen)) and row.status != NOT_REPORTED:
    trend(
        view,
        f"indicator-{chosen}",
        say("catalogue.trend", name=one.name(view.language)),
        (chosen,),
        share=one.format == "percent",
    )
    breakdown(view, f"indicator-{chosen}-places", (chosen,))
    sources(view, (chosen,))
