"""Reports: who has reported, who has not, and what was found in the reports?"""

import streamlit as st

from ui import answers
from ui.formats import number, percent, period_name
from ui.held import held_values
from ui.reporting import findings, grid, loads, missing
from ui.sources import sources
from ui.tiles import indicator_tiles, lead
from ui.view import current

view = current()
say = view.say
TILES = ("submission_rate", "data_errors", "data_warnings", "values_held")
tiles = tuple(code for code in TILES if answers.known(code))

row = answers.total(view, "submission_rate")
if row is not None and row.whole:
    lead(
        say(
            "reports.lead",
            period=period_name(view.period, view.language),
            reported=number(row.part, view.language),
            expected=number(row.whole, view.language),
            rate=percent(row.value, view.language),
            missing=number(row.whole - (row.part or 0), view.language),
        )
    )

indicator_tiles(view, tiles, chief="submission_rate")
held_values(view)

late, all_periods, found, history = st.tabs(
    [say("reports.missing"), say("reports.grid"), say("reports.findings"), say("reports.loads")]
)
with late:
    missing(view)
with all_periods:
    grid(view)
with found:
    findings(view)
with history:
    loads(view)

sources(view, tiles)
