"""What happens between the door and a page: language, menu, pickers, head, and then the page itself."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from app import address, head, menu, pickers
from ui import theme, view
from ui.house import house, programme_name, programmes
from ui.looking import version
from ui.meetings import frozen
from ui.view import View
from ui.words import Words, words


def run() -> None:
    """One look at the gallery: reads the address, shows frame and pickers, runs the chosen page."""
    address.recall()
    language = pickers.pick_language()
    say = words(language)
    st.set_page_config(page_title=say("site.title"), page_icon=theme.ICON, layout="wide")
    st.html(f"<style>{theme.STYLE} :root {{ {_spoken(say)} }}</style>")
    page = menu.choose(say)
    asked, unknown = _asked(language)
    address.remember()
    view.keep(asked)
    entry = menu.entry_of(page)
    head.show(asked, entry, unknown)
    if asked.meeting and entry.writes:
        head.leave_meeting(asked)
    elif {"report": asked.empty, "load": asked.loaded_at is None}.get(entry.needs):
        head.invite(asked)
    else:
        page.run()


def _asked(language: str) -> tuple[View, list[str]]:
    say = words(language)
    known = programmes()
    with st.sidebar:
        programme, no_programme = pickers.pick_programme(say, known)
        meetings = frozen(programme.code)
        meeting, no_meeting = pickers.pick_meeting(meetings)
        seen = house(programme.code, version(meeting))
        asked = View(
            seen.version,
            language,
            seen.default_period,
            programme=programme.code,
            programme_name=programme_name(programme, say) if len(known) > 1 else "",
            loaded_at=seen.loaded_at,
            sample=seen.sample,
            empty=not seen.periods,
            meeting=meeting,
        )
        if asked.empty:
            pickers.show_meetings(say, meetings)
            pickers.show_language(say)
            return asked, [text for text in (no_programme, no_meeting) if text]
        period, no_period = pickers.pick_period(say, seen, meeting.period if meeting else None)
        place, no_place = pickers.pick_place(say, seen)
        units_on, no_units = pickers.pick_units(say, seen)
        group, no_group = pickers.pick_group(say, seen)
        pickers.show_meetings(say, meetings)
        pickers.show_language(say)
    unknown = [text for text in (no_programme, no_meeting, no_period, no_place, no_units, no_group) if text]
    place_name = seen.places.get(place or "", "").strip()
    return replace(asked, period=period, place=place, place_name=place_name, group=group, units_on=units_on), unknown


def _spoken(say: Words) -> str:
    """Words that the style sheet writes, since Streamlit writes its own there."""
    told = {"--site": "site.name", "--choose": "upload.choose", "--drop": "upload.or_drop"}
    return " ".join(f'{name}: "{say(key)}";' for name, key in told.items())
