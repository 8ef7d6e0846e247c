"""Where a claimed number stands instead: other indicators, groups and periods, and differences of two figures.

247 units applied, 191 of them on 2008: somebody who writes that 56 applied has taken one from the other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import permutations

from indicators.claims.definitions import Place
from indicators.claims.numbers import Printed
from indicators.measures import TOTAL, Measure, measure, measured_together
from indicators.quarters import periods
from indicators.shelf import Indicator, catalogue
from store import Asking

MOST, MOST_DIFFERENCES = 6, 2
# Small counts and whole shares stand in too many places to mean anything.
SMALLEST_COUNT = 10
# Indicators that count the same things, so that one may be taken from another.
_TOGETHER = {"adoption": "units", "conversion": "units"}


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A figure that has the claimed value: `codes` names one indicator, or two whose difference it is (then `parts` are
    their figures); `by`, `key` and `name` are its row, `period` its label.
    """

    codes: tuple[str, ...]
    by: str
    key: str
    name: str
    period: str
    value: float
    parts: tuple[float, float] | None = None


Seen = dict[tuple[str, str], list[Elsewhere]]


def elsewhere(
    reader: Asking, claimed: Indicator, number: Printed, place: Place, seen: Seen | None = None
) -> tuple[Elsewhere, ...]:
    """The figures that a number agrees with, the nearest to what was claimed first, at most `MOST`: those of indicators of
    the same things; of any others only where there is none. `seen` keeps the figures for the next claim.
    """
    if number.value is None or number.way not in ("exact", "nearly", "about") or _says_little(number):
        return ()
    seen = {} if seen is None else seen
    alike = [one for one in catalogue().values() if one.format == claimed.format]
    near = _figures(reader, [one for one in alike if _of(one.theme) == _of(claimed.theme)], place, seen)
    found = _agreeing(number, [*near, *_other_periods(reader, claimed, place)], claimed, place)
    differences = [] if claimed.format == "percent" else _differences(near, number)
    if not found and not differences:
        far = _figures(reader, [one for one in alike if _of(one.theme) != _of(claimed.theme)], place, seen)
        found = _agreeing(number, far, claimed, place)
    nearest = {_at(one): one for one in sorted(differences, key=lambda one: _distance(one, claimed, place), reverse=True)}
    kept = sorted(nearest.values(), key=lambda one: (one.by != "total", _distance(one, claimed, place)))[:MOST_DIFFERENCES]
    return (*found[: MOST - len(kept)], *kept)


def _figures(reader: Asking, asked: Sequence[Indicator], place: Place, seen: Seen) -> list[Elsewhere]:
    """Totals, and rows by group, of indicators; parts and wholes of groups add up to those of the total."""
    label = place.period.label
    new = [one.code for one in asked if (one.code, label) not in seen]
    if new:
        told = measured_together(reader, new, [place.period], period=place.period, by="group", programme=place.programme)
        seen.update({(code, label): _read(found) for code, found in told.items()})
    return [figure for one in asked for figure in seen[one.code, label]]


def _read(measured: Measure) -> list[Elsewhere]:
    one, label = measured.indicator, measured.period.label if measured.period else ""
    told = [row for row in measured.rows if row.value is not None and row.part is not None]
    found = [Elsewhere((one.code,), "group", row.key, row.name, label, row.value) for row in told if row.value]
    part, whole = sum(row.part or 0 for row in told), sum(row.whole or 0 for row in told)
    total = part if one.kind != "ratio" else part / whole if whole else 0
    if total:
        found.append(Elsewhere((one.code,), "total", "total", TOTAL, label, total))
    return found


def _other_periods(reader: Asking, claimed: Indicator, place: Place) -> list[Elsewhere]:
    if place.by != "total":
        return []
    labels = {period.label for period in periods(reader, place.programme)} - {place.period.label}
    rows = measure(reader, claimed.code, by="period", programme=place.programme).rows
    same = (claimed.code,)
    return [Elsewhere(same, "total", "total", TOTAL, row.key, row.value) for row in rows if row.key in labels and row.value]


def _differences(alike: Sequence[Elsewhere], number: Printed) -> list[Elsewhere]:
    """What is left when one figure is taken from another of the same units: of all, or of one group."""
    pairs = [(large, small) for large, small in permutations(alike, 2) if _at(large) == _at(small) and large.value > small.value]
    rests = [
        Elsewhere(
            (large.codes[0], small.codes[0]), large.by, large.key, large.name, large.period, large.value - small.value,
            (large.value, small.value),
        )
        for large, small in pairs
    ]  # fmt: skip
    return [rest for rest in rests if _agrees(number, rest)]


def _agreeing(number: Printed, figures: Sequence[Elsewhere], claimed: Indicator, place: Place) -> list[Elsewhere]:
    """The figures that a number agrees with, but for the claimed one, the nearest first."""
    found = [figure for figure in figures if _agrees(number, figure)]
    others = [
        one for one in found if (one.codes, *_at(one), one.period) != ((claimed.code,), place.by, place.key, place.period.label)
    ]
    return sorted(others, key=lambda one: _distance(one, claimed, place))


def _agrees(number: Printed, figure: Elsewhere) -> bool:
    return number.of is None and number.holds(figure.value)


def _says_little(number: Printed) -> bool:
    value = number.value or 0
    return value in (0, 1) if number.percent else value < SMALLEST_COUNT


def _distance(one: Elsewhere, claimed: Indicator, place: Place) -> tuple[bool, ...]:
    """What sets a figure apart from the claimed one, the gravest first."""
    return (
        one.period != place.period.label,
        claimed.code not in one.codes and len(one.codes) > 1,
        one.by != "total" and one.key != place.key,
        _at(one) != (place.by, place.key),
        not all(code.startswith("units_") for code in one.codes),
    )


def _of(theme: str) -> str:
    return _TOGETHER.get(theme, theme)


def _at(one: Elsewhere) -> tuple[str, str]:
    return one.by, one.key
