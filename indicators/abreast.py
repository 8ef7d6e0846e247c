"""Programmes beside one another: each at its own newest period, with its own register. They are never added up.

Programmes overlap: a province is a unit of the national one and a programme of its own, a general department a part of
its ministry. A sum would count the same office twice.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from base.period import Period
from indicators.measures import Row, measure
from indicators.quarters import newest_own_period, periods
from indicators.records.programme import Programme, programmes
from store import Asking

CODES = ("units_in_scope", "adoption_rate", "v2015_rate", "conversion_rate", "on_time_rate")


@dataclass(frozen=True, slots=True)
class Abreast:
    """One programme at `period`, the newest that its units reported on themselves, else the newest of all; None: no report.

    `rows` are the totals of the codes asked for; one is missing where nothing is known, and then it is no zero.
    """

    programme: Programme
    period: Period | None
    rows: dict[str, Row]


def side_by_side(reader: Asking, codes: Sequence[str] = CODES) -> tuple[Abreast, ...]:
    """Every programme of the store with the totals of some indicators, in the order of their first load."""
    return tuple(_abreast(reader, programme, codes) for programme in programmes(reader))


def _abreast(reader: Asking, programme: Programme, codes: Sequence[str]) -> Abreast:
    known = periods(reader, programme.code)
    period = newest_own_period(reader, programme.code) or (known[-1] if known else None)
    found = {code: measure(reader, code, period=period, programme=programme.code).rows for code in codes} if period else {}
    return Abreast(programme, period, {code: rows[0] for code, rows in found.items() if rows and rows[0].value is not None})
