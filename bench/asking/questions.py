"""What pages ask of the workshop, each question as a page asks it first, before it remembers the answer."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from functools import partial
from typing import Any

import indicators
from base.period import Period, parse_period
from indicators import Scope
from store import Reader

Question = tuple[str, Callable[[], Any]]


def of_indicators(reader: Reader, known: Sequence[Period]) -> Iterator[Question]:
    """Every indicator: of the newest quarter by unit, and of all quarters as a series."""
    for code in indicators.catalogue():
        yield f"{code} by unit", partial(indicators.measure, reader, code, period=known[-1], by="unit")
        yield f"{code} series", partial(indicators.measure, reader, code, by="period")


def of_units_and_quarters(reader: Reader, known: Sequence[Period]) -> Iterator[Question]:
    """Every indicator: of all quarters, unit by unit."""
    for code in indicators.catalogue():
        yield f"{code} by unit and quarter", partial(indicators.unit_rows, reader, code, known)


def of_pages(reader: Reader, known: Sequence[Period]) -> Iterator[Question]:
    """Breakdowns and scopes of one indicator, then the records, of the newest quarter and of one unit."""
    now, year = known[-1], parse_period(str(known[-1].year))
    register = indicators.units(reader)
    place = next(unit.parent_id for unit in reversed(register) if unit.parent_id)
    one = register[-1].unit_id
    groups = sorted({unit.unit_group for unit in register if unit.unit_group})
    rate = partial(indicators.measure, reader, "adoption_rate")
    for by in ("total", "group", "level", "parent"):
        yield f"adoption_rate by {by}", partial(rate, period=now, by=by)
    yield "adoption_rate of the year", partial(rate, period=year)
    yield "adoption_rate of a place", partial(rate, period=now, scope=Scope(parent=place))
    yield "adoption_rate of a place, series", partial(rate, by="period", scope=Scope(parent=place))
    yield "adoption_rate of a group, series", partial(rate, by="period", scope=Scope(group=groups[0]))
    yield "adoption_rate of a unit, series", partial(rate, by="period", scope=Scope(unit=one))
    yield "units behind adoption_rate", partial(indicators.unit_rows, reader, "adoption_rate", [now])
    yield from _of_everything(reader, known)
    yield from _of_records(reader, known, place, one)
    yield "search", lambda: indicators.search(register, "ubnd xa 17")


def _of_everything(reader: Reader, known: Sequence[Period]) -> Iterator[Question]:
    """What pages ask of all units at once, and of every indicator."""
    before, now = known[-2:]
    rate = partial(indicators.measure, reader, "adoption_rate", scope=Scope(units_on=now.end))
    ends = indicators.Moment(before), indicators.Moment(now)
    yield (
        "totals of every indicator",
        lambda: indicators.measured_together(reader, list(indicators.catalogue()), [now], by="total"),
    )
    yield "adoption_rate by parent, units of today", partial(rate, period=now, by="parent")
    yield "adoption_rate series, units of today", partial(rate, by="period")
    yield "transitions", partial(indicators.transitions, reader, before, now)
    yield "decompose", partial(indicators.decompose, reader, "adoption_rate", *ends, by="group")
    yield "claims", partial(indicators.check_claims, reader, indicators.sample_claims(), now)
    recent, today = known[-12:], now.end + timedelta(days=30)
    listed = [unit.unit_id for unit in indicators.units(reader)[:400]]
    yield "disciplines of 12 quarters", partial(indicators.disciplines, reader, recent, today)
    yield "punctuality of 12 quarters", partial(indicators.punctuality, reader, recent, today)
    yield "duties of 400 units, 12 quarters", partial(indicators.duties, reader, recent, today, units=listed)
    yield "forecast", partial(indicators.forecast, reader, "adoption_rate")


def _of_records(reader: Reader, known: Sequence[Period], place: str, one: str) -> Iterator[Question]:
    """The records of the newest quarter, of a place and of one unit."""
    now = known[-1]
    today = now.end + timedelta(days=30)
    asked: dict[str, Callable[..., Any]] = {
        "periods": partial(indicators.periods),
        "newest_own_period": partial(indicators.newest_own_period),
        "units": partial(indicators.units),
        "loads": partial(indicators.loads),
        "phases": partial(indicators.phases),
        "targets": partial(indicators.targets),
        "due_days": partial(indicators.due_days, period=now),
        "duties of a quarter": partial(indicators.duties, asked=[now], today=today),
        "duties of a place, 12 quarters": partial(indicators.duties, asked=known[-12:], today=today, scope=Scope(parent=place)),
        "standing": partial(indicators.standing, period=now),
        "reviewed": partial(indicators.reviewed, period=now),
        "open_findings": partial(indicators.open_findings, period=now),
        "findings of a quarter": partial(indicators.findings, period=now),
        "findings of a unit": partial(indicators.findings, unit=one),
        "held_values": partial(indicators.held_values, period=now),
        "unit_reports": partial(indicators.unit_reports, unit=one),
        "versions": partial(indicators.versions, unit_id=one, period=now),
        "activities": partial(indicators.activities, unit=one, period=now),
        "procedures": partial(indicators.procedures, unit=one, period=now),
        "narratives of a unit": partial(indicators.narratives, asked=(now,), scope=Scope(unit=one)),
        "narratives of a quarter": partial(indicators.narratives, asked=(now,)),
        "breaks": partial(indicators.breaks),
        "successions of a unit": partial(indicators.successions, unit=one),
        "settle": partial(indicators.settle, code="adoption_rate", period=now, target=0.9),
        "assume": partial(indicators.assume, code="adoption_rate", period=now),
        "explain a unit": partial(indicators.explain, code="on_time_rate", period=now, unit=one),
        "explain a place": partial(indicators.explain, code="on_time_rate", period=now, scope=Scope(parent=place)),
        "forecast of a place": partial(indicators.forecast, code="adoption_rate", scope=Scope(parent=place)),
    }
    for name, ask in asked.items():
        yield name, partial(ask, reader)
