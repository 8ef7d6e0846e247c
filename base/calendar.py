"""The shipped reporting calendar: days to hand in after a period ends, and the days nobody works.

It stands in `data/reference/calendar.toml` and counts only where a programme brings no calendar of its own; which day a
report is due follows from it in one place, the relation `due_days` of the workshop.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache

from base.settings import REFERENCE

FILE = REFERENCE / "calendar.toml"


@dataclass(frozen=True, slots=True)
class Calendar:
    """Working days to hand in, by group of units (None: every other group), and holidays by day."""

    deadlines: dict[str | None, int]
    holidays: dict[date, str]


@cache
def shipped_calendar() -> Calendar:
    """The calendar of the reference file (Decree 09/2019/NĐ-CP, articles 8 and 12; to be confirmed), read once."""
    with FILE.open("rb") as file:
        told = tomllib.load(file)
    deadlines = {group or None: days for group, days in told["deadlines"].items()}
    named = [(name, days) for year in told["holidays"].values() for name, days in year.items()]
    return Calendar(deadlines, {day: name for name, days in named for day in days})
