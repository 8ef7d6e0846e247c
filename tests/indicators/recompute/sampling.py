"""Random figures of a store, asked for by the command line and worked out again."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from tests.indicators.recompute.cells import Originals, Values, by_unit
from tests.indicators.recompute.rules import RULES, Asked

Ask = Callable[..., Any]
YEARLESS = ("data_errors", "data_warnings", "values_held")


@dataclass(frozen=True)
class Figure:
    """One figure of an indicator: of a unit, or of all (None)."""

    code: str
    period: str
    unit: str | None
    part: float | None
    whole: float | None


def period(label: str) -> Asked:
    """A quarter, half or year with its days: from the 15th to the 14th (Decree 09/2019/NĐ-CP)."""
    year, kind, number = int(label[:4]), label[4:5], int(label[5:] or 1)
    months = {"Q": 3, "H": 6, "": 12}[kind]
    last = months * number
    first = last - months
    starts = date(year, first, 15) if first else date(year - 1, 12, 15)
    return Asked(label, starts, date(year, last, 14))


def figures(ask: Ask, count: int, seed: int, codes: list[str], labels: list[str]) -> Iterator[Figure]:
    """So many figures that have a value: every indicator in turn, a random period, every third of all units, else of one."""
    draw = random.Random(seed)
    told: dict[tuple[str, str], dict[str, Any]] = {}
    found = 0
    while found < count:
        code = codes[found % len(codes)]
        label = draw.choice(labels)
        if (code, label) not in told:
            rows = ask("show", code, "--period", label, "--by", "unit")["rows"]
            told[code, label] = {row["key"]: row for row in rows if row["part"] is not None}
        units = told[code, label]
        if not units:
            labels_left = [one for one in labels if told.get((code, one), units) or (code, one) not in told]
            if not labels_left:
                codes = [one for one in codes if one != code]
            continue
        found += 1
        if found % 3:
            key = draw.choice(sorted(units))
            yield Figure(code, label, key, units[key]["part"], units[key]["whole"])
        else:
            (row,) = ask("show", code, "--period", label)["rows"]
            yield Figure(code, label, None, row["part"], row["whole"])


def again(ask: Ask, originals: Originals, figure: Figure) -> tuple[float | None, float | None]:
    """Part and whole, worked out from the cells that `explain` names."""
    asked = ("--period", figure.period, *(("--unit", figure.unit) if figure.unit else ()))
    values = by_unit(originals, ask("explain", figure.code, *asked)["cells"])
    common: Values = values.pop(None, {})
    deadline = max(common.get("ends_on", ()), default=None)
    plain = period(figure.period)
    of_day = Asked(plain.label, plain.starts_on, plain.ends_on, deadline, max(common.get("edition", ()), default=None))
    if figure.unit and figure.unit not in values:
        values[figure.unit] = by_unit(originals, [])[figure.unit]
    shares = [RULES[figure.code](told, of_day) for told in values.values()]
    known = [share for share in shares if share[0] is not None]
    wholes = [whole for _, whole in known if whole is not None]
    part = sum(part for part, _ in known if part is not None)
    return part, sum(wholes) if wholes or figure.whole is not None else None
