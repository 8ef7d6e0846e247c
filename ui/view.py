"""What the reader asked to see: language, programme, period, place and group, on one version of the data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

import streamlit as st

from base import clock
from base.period import Period
from indicators import Meeting, Scope
from ui.words import Words, words

_KEPT = "view"
USUAL = "default"
TODAY = "today"


@dataclass(frozen=True, slots=True)
class View:
    """One asking. `place` is the id of a unit whose subtree is meant; None means everywhere. `group` None means all.
    `conversion` is the edition to which the conversion programme meant leads. `programme_name` is empty while the store has
    one programme only. `units_on`: the day on whose list of units figures are added up ("units of today"); None: every
    period on its own list. `meeting`: what it saw is looked at, not what is known today.
    """

    version: str
    language: str
    period: Period
    place: str | None = None
    place_name: str = ""
    group: str | None = None
    programme: str = USUAL
    programme_name: str = ""
    conversion: str | None = None
    loaded_at: datetime | None = None
    sample: bool = False
    empty: bool = False
    units_on: date | None = None
    meeting: Meeting | None = None

    @property
    def today(self) -> date:
        """The day on which the figures are looked at: today, or the day of the meeting."""
        return self.meeting.held_on if self.meeting else clock.today()

    @property
    def scope(self) -> Scope:
        """The units meant, as the workshop takes them."""
        return Scope(group=self.group, parent=self.place, units_on=self.units_on, conversion=self.conversion)

    @property
    def say(self) -> Words:
        """The sentences in the reader's language."""
        return words(self.language)

    def address(self) -> dict[str, str]:
        """The view as parameters of an address; a link with them restores it."""
        programme = self.programme if self.programme != USUAL else None
        asked = {"lang": self.language, "programme": programme, "period": self.period.label}
        meeting = str(self.meeting.load_id) if self.meeting else None
        asked |= {"place": self.place, "group": self.group, "units": TODAY if self.units_on else None}
        asked |= {"meeting": meeting, "conversion": self.conversion}
        return {key: value for key, value in asked.items() if value}


def keep(view: View) -> None:
    """The hall hands the view to the page it is about to run."""
    st.session_state[_KEPT] = view


def current() -> View:
    """The view of this run."""
    return st.session_state[_KEPT]
