"""What the pickers offer and the head says: programmes, and one of them as one version of the data knows it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

import indicators
from base import clock
from base.ladder import GROUPS, OBLIGATIONS, in_order
from base.period import Period, quarter_of
from indicators import Programme, Unit
from ui.formats import day
from ui.looking import last_load, reading, version
from ui.view import USUAL, current
from ui.words import Words

SAMPLE = "sample"
_MOST_SILENT = 4


@dataclass(frozen=True, slots=True)
class House:
    """Units, places, groups and quarters of one programme in one version. `places` maps the id of a unit with units below
    it to its name, indented by depth. `default_period` is the newest quarter that units themselves reported, else the
    newest of all. `arranged`: units followed others, or a whole group of them ended. `silent`: the quarters that have ended
    since and of which nobody has reported, a year of them at most.
    """

    version: str
    periods: tuple[Period, ...]
    default_period: Period
    units: dict[str, Unit]
    places: dict[str, str]
    groups: tuple[str, ...]
    loaded_at: datetime | None
    sample: bool
    arranged: bool
    silent: tuple[Period, ...] = ()


def house(programme: str, seen: str | None = None) -> House:
    """One programme as a version knows it; without one, as that of the view does."""
    return _house(seen or current().version, programme, clock.today())


def programmes() -> tuple[Programme, ...]:
    """The programmes of the store; one that nobody has named and loaded anything for where the store is empty."""
    return _programmes(version())


def programme_name(programme: Programme, say: Words) -> str:
    """What a programme is called: its title, else its code; the usual one has a name also where nobody gave one."""
    return programme.title or (say("programme.usual") if programme.code == USUAL else programme.code)


@lru_cache(8)
def _programmes(store_version: str) -> tuple[Programme, ...]:
    with reading(store_version) as reader:
        return indicators.programmes(reader) or (Programme(USUAL, None, None),)


@lru_cache(40)
def _house(store_version: str, programme: str, today: date) -> House:
    indicators.prepare(programme, upto=last_load(store_version))
    with reading(store_version) as reader:
        periods = tuple(indicators.periods(reader, programme))
        units = indicators.units(reader, programme)
        loads = indicators.loads(reader, programme)
        own = indicators.newest_own_period(reader, programme)
        changed = indicators.breaks(reader, programme=programme)
    newest = own or (periods[-1] if periods else quarter_of(today))
    sample = any(load.kind == SAMPLE and not load.undone for load in loads)
    known = {unit.unit_group for unit in units if unit.obligation and unit.unit_group}
    return House(
        store_version,
        periods,
        newest,
        {unit.unit_id: unit for unit in units},
        places_of(units),
        tuple(in_order(sorted(known))),
        max((load.loaded_at for load in loads), default=None),
        sample,
        any(one.arranged for one in changed),
        () if sample else silent_since(periods, today),
    )


def silent_since(periods: Sequence[Period], today: date) -> tuple[Period, ...]:
    """The quarters after the newest one reported that had ended before a day, oldest first; four at most."""
    if not periods or periods[-1].kind != "quarter":
        return ()
    following = [periods[-1].earlier(-i) for i in range(1, _MOST_SILENT + 1)]
    return tuple(quarter for quarter in following if quarter.end < today)


def places_of(units: tuple[Unit, ...]) -> dict[str, str]:
    """Units that have units below them, each under its own parent, indented by depth."""
    parents = {unit.parent_id for unit in units}
    below: dict[str | None, list[Unit]] = {}
    known = {unit.unit_id for unit in units}
    for unit in units:
        if unit.unit_id in parents:
            below.setdefault(unit.parent_id if unit.parent_id in known else None, []).append(unit)
    found: dict[str, str] = {}

    def walk(parent: str | None, depth: int) -> None:
        for unit in sorted(below.get(parent, ()), key=lambda u: (u.valid_to is not None, u.name)):
            if unit.unit_id not in found:
                found[unit.unit_id] = " " * depth + unit.name
                walk(unit.unit_id, depth + 1)

    walk(None, 0)
    return found


def ended(unit: Unit, say: Words) -> str:
    """What stands behind the name of a unit that has ended, or has a last day: until when."""
    return f" ({say('units.until', day=day(unit.valid_to, say.language))})" if unit.valid_to else ""


def group_name(group: str | None, language: str) -> str:
    """A group of units in the reader's language; groups are an open list, an unknown one keeps its own name."""
    return _said(GROUPS, group, language)


def obligation_name(obligation: str | None, language: str) -> str:
    """Whether a unit has to apply the standard, in the reader's language; '' where its register says nothing."""
    return _said(OBLIGATIONS, obligation, language)


def _said(english: Mapping[str, str], word: str | None, language: str) -> str:
    """A word of the register; in English where it is known, else as it stands."""
    return english.get(word or "", word or "") if language == "en" else word or ""
