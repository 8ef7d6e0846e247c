"""Procedures: what does the quality system cover?"""

import streamlit as st

from ui import answers
from ui.breakdown import breakdown
from ui.formats import number, percent, period_name
from ui.held import held_values
from ui.sources import sources
from ui.tiles import indicator_tiles, lead
from ui.usual import by_group, trend
from ui.view import current

view = current()
say = view.say
language = view.language
TILES = ("procedures_tthc", "procedures_internal", "procedures_total", "docs_mandatory", "tthc_in_qms_rate")

total, covered = answers.value(view, "procedures_total"), answers.total(view, "tthc_in_qms_rate")
# Where units have other procedures too, the bars show them: their ends are the totals of the page.
kinds = ("procedures_tthc", "procedures_internal", *(("procedures_other",) if answers.value(view, "procedures_other") else ()))
if total is not None:
    text = say(
        "procedures.lead",
        period=period_name(view.period, language),
        total=number(total, language),
        tthc=number(answers.value(view, "procedures_tthc"), language),
        internal=number(answers.value(view, "procedures_internal"), language),
    )
    if covered is not None and covered.value is not None:
        text += " " + say(
            "procedures.covered",
            rate=percent(covered.value, language),
            part=number(covered.part, language),
            whole=number(covered.whole, language),
        )
    lead(text)

indicator_tiles(view, TILES, chief="procedures_tthc")
held_values(view)

left_side, right_side = st.columns(2, gap="large")
with left_side:
    trend(view, "procedures", say("procedures.trend"), ("procedures_tthc", "procedures_internal"))
with right_side:
    by_group(view, "procedures-by-group", say("procedures.by_group"), kinds)

breakdown(view, "procedures-places", ("procedures_tthc", "procedures_internal", "procedures_total", "tthc_in_qms_rate"))

sources(view, TILES)
