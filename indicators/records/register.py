"""The register: units as they are now, and finding one by its name without diacritics."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from base.plain import folded
from indicators.composition import ask_tuples, panel_for
from store import Asking

_UNITS = """
select unit_id, name, unit_group, unit_type, parent_id, obligation, admin_code, agency_code,
    nullif(valid_from, date '0001-01-01'), nullif(valid_to, date '9999-12-31'), latitude, longitude
from units_now
semi join (select unit_id, max(valid_from) as valid_from from units_now group by unit_id) newest using (unit_id, valid_from)
order by unit_id"""


class Unit(NamedTuple):
    """A unit of the register, as its newest row has it. `obligation` is None for one that is not in scope."""

    unit_id: str
    name: str
    unit_group: str | None
    unit_type: str | None
    parent_id: str | None
    obligation: str | None
    admin_code: str | None
    agency_code: str | None
    valid_from: date | None
    valid_to: date | None
    latitude: float | None
    longitude: float | None


def units(reader: Asking, programme: str = "default") -> tuple[Unit, ...]:
    """Every unit of the register, closed ones too, by id."""
    values = {"programme": programme}
    panel = panel_for(reader, values)
    return panel.units if panel else tuple(ask_tuples(reader, Unit, _UNITS, values))


def search(known: Iterable[Unit], text: str) -> list[Unit]:
    """The units whose name or id holds every word of the text, whatever its diacritics and case; all for an empty text."""
    words = folded(text).split()
    return [unit for unit in known if all(word in _plain(unit.name, unit.unit_id) for word in words)]


# As many as a country has.
@lru_cache(1 << 16)
def _plain(name: str, unit_id: str) -> str:
    return folded(f"{name} {unit_id}")
