"""Hard bounds: what a figure could be whatever the silent units say.

Silent is a unit that should tell and has not told it in full for this very period: its stock may be carried from an
earlier one, a value may be held until someone decides, or nothing is known of it at all. What a carried unit said before
is old: it may say anything now. What others told stands. How much a silent unit can add is the indicator's `bounds`.
"""

from __future__ import annotations

from indicators.shelf import Indicator

UNIT, SHARE, RISING = "unit", "share", "rising"
Sums = tuple[float | None, float | None]
Doubt = tuple[float | None, float | None, int]


def known_of(found: Indicator) -> str:
    """The condition that something is known of a unit: of a ratio both its parts."""
    return "g.part is not null and g.whole is not null" if found.kind == "ratio" else "g.part is not null"


def fresh_of(found: Indicator) -> str:
    """The condition that a unit told the figure in full for this very period."""
    return f"{known_of(found)} and coalesce(g.told, false)"


def limits(found: Indicator, known: Sums, told_part: float | None, told_whole: float | None, silent: int) -> Doubt:
    """The least and the most that a figure could be (None: no limit, or none that is said), and the number of silent units.
    `known` are part and whole of all of whom something is known.

    A rate of units is exact: each silent unit enters the whole, and the part or not. A share of dossiers or procedures
    has no limits but 0 and 1 while a unit is silent, for nobody knows how many it has. Where the wholes are known (reports
    owed) the part can only grow. Some ratios have no upper limit.
    """
    part, base = told_part or 0, told_whole or 0
    if found.kind != "ratio":
        return (part, part + silent, silent) if found.bounds == UNIT else (None, None, silent)
    if not silent:
        rate = part / base if base else None
        return rate, rate, 0
    if found.bounds == UNIT:
        return part / (base + silent), (part + silent) / (base + silent), silent
    if found.bounds == RISING and known[1]:
        return (known[0] or 0) / known[1], (part + known[1] - base) / known[1], silent
    if found.bounds == SHARE:
        return 0.0, max(1.0, part / base if base else 0.0), silent
    return 0.0, None, silent
