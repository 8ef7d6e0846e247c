"""How often an 80 % interval of the forecast holds the truth: on the shipped history, and on provinces with a known truth.

    python bench/forecast.py [--provinces 120] [--json]

counts    units left one to eight quarters later, forecast from every quarter with enough history before it
dates     the quarter by whose end all were done, where it is known; a date beyond ten years counts as told by «later»
shipped   the 27 quarters of the sample: four shares, all units and each group by itself
made up   provinces of other shapes than the model's own: steady, gathering speed, slowing down, rushing at a deadline,
          in batches; two to five groups of unlike pace, units of unlike will, some lapsing

Intervals of whole units and quarters hold somewhat more than their share, since a truth on an end counts as held.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from base.period import Period, parse_period, quarters_between
from indicators import Forecast, Scope, indicator, periods
from indicators.forecasts.asking import told_of
from indicators.forecasts.history import WAITING, Courses, courses_of
from indicators.roll import Entry, Roll
from loaders import load_sample
from store import reading

BEGINS = {"adoption_rate": None, "announcement_rate": None, "v2015_rate": date(2019, 1, 1), "conversion_rate": date(2019, 1, 1)}
DEADLINES = {
    "adoption_rate": date(2018, 12, 14),
    "announcement_rate": date(2018, 12, 31),
    "v2015_rate": date(2021, 6, 30),
    "conversion_rate": date(2021, 6, 30),
}
FAR = 8
QUARTERS = 70  # of a made-up province


class Tally:
    """Held and asked, by horizon in quarters (0: dates)."""

    def __init__(self) -> None:
        self.held: dict[int, list[float]] = defaultdict(list)

    def counts(self, told: Forecast, left: Sequence[int]) -> None:
        """Whether each count of the quarters that came lies in its interval."""
        for ahead, (step, true) in enumerate(zip(told.course, left, strict=False), 1):
            self.held[ahead].append(step.low <= true <= step.high)

    def day(self, told: Forecast, true: Period | None) -> None:
        """Whether the quarter in which all were done does; None: later than ten years."""
        low, high = told.span.low, told.span.high
        if true is None:
            self.held[0].append(high is None)
        else:
            self.held[0].append(low is not None and low.end <= true.end and (high is None or true.end <= high.end))

    def told(self) -> dict[str, float]:
        """The shares held, of all and by horizon, with the numbers of forecasts."""
        counts = [one for ahead, held in self.held.items() if ahead for one in held]
        dates = self.held[0]
        said = {"counts": float(np.mean(counts)), "counts_n": len(counts), "dates": float(np.mean(dates)), "dates_n": len(dates)}
        said |= {f"after_{ahead}": float(np.mean(self.held[ahead])) for ahead in (1, 2, 4, 8) if self.held[ahead]}
        return {name: round(value, 3) for name, value in said.items()}


def try_all(
    tally: Tally,
    courses: Courses,
    known: Sequence[Period],
    code: str,
    origins: Iterable[int],
    begins: date | None,
    deadline: date | None,
) -> None:
    """Forecasts from each origin, with nothing later in sight, against what came."""
    for at in origins:
        seen = known[: at + 1]
        told = told_of(indicator(code), courses.upto(at + 1), seen, begins=begins, deadline=deadline)
        if told.state != "foretold":
            continue
        later = courses.states[courses.states[:, at] >= WAITING, at + 1 :]
        left = [int((quarter == WAITING).sum()) for quarter in later.T if (quarter >= WAITING).all()]
        tally.counts(told, left[:FAR])
        finished = next((known[at + 1 + i] for i, count in enumerate(left) if count == 0), None)
        if finished or len(left) >= 40:
            tally.day(told, finished)


def shipped() -> dict[str, Tally]:
    """The sample, by code."""
    tallies: dict[str, Tally] = {}
    with tempfile.TemporaryDirectory() as folder:
        load_sample(who="bench", address=folder)
        with reading(folder) as reader:
            known = periods(reader)
            for code, begins in BEGINS.items():
                courses = courses_of(reader, indicator(code), known, Scope(), "default")
                groups = np.array(courses.said("unit_group", np.arange(len(courses.states))))
                for meant in (courses, *(courses.only(groups == group) for group in sorted(set(groups)))):
                    tally = tallies.setdefault(code, Tally())
                    try_all(tally, meant, known, code, range(len(known)), begins, DEADLINES[code])
    return tallies


SHAPES = ("steady", "gathering", "slowing", "rushing", "batches")


def province(chance: np.random.Generator, shape: str, quarters: int) -> tuple[Courses, int]:
    """The courses of a made-up province over so many quarters, and the place of its deadline's quarter."""
    due = int(chance.integers(10, 24))
    base, groups = float(np.exp(chance.normal(np.log(0.09), 0.6))), int(chance.integers(2, 6))
    paces, lapse = np.exp(chance.normal(0, 0.4, groups)), chance.choice([0, 0.002, 0.01])
    sizes = chance.integers(8, 90, groups)
    group = np.repeat(np.arange(groups), sizes)
    will = np.exp(chance.normal(0, 0.5, len(group)))
    done = chance.random(len(group)) < 0.05
    states = []
    for t in range(quarters):
        shaped = {
            "steady": 1.0,
            "gathering": np.exp(0.08 * t),
            "slowing": np.exp(-0.05 * t),
            "rushing": 1 + 4 * max(0.0, 1 - abs(due - t) / 5),
            "batches": np.exp(chance.normal(0, 0.6)),
        }[shape]
        rate = base * shaped * np.exp(chance.normal(0, 0.15)) * paces[group] * will
        moves = chance.random(len(group)) < np.where(done, lapse, -np.expm1(-rate))
        done = done ^ moves
        states.append(done)
    course = np.array(states).T.astype(np.int8)
    roll = Roll(Entry(f"U{i}", f"U{i}", f"G{one}", "", "") for i, one in enumerate(group))
    return Courses(course, np.ones(course.shape, bool), np.arange(len(group)), roll), min(due, quarters - 1)


def made_up(provinces: int) -> dict[str, Tally]:
    """Simulated provinces, by shape; two origins each."""
    tallies = {shape: Tally() for shape in SHAPES}
    known = quarters_between(parse_period("2014Q1"), parse_period("2014Q1").earlier(-(QUARTERS - 1)))
    for i in range(provinces):
        chance = np.random.default_rng(1000 + i)
        shape = SHAPES[i % len(SHAPES)]
        courses, due = province(chance, shape, QUARTERS)
        origins = sorted(int(at) for at in chance.choice(np.arange(4, 20), 2, replace=False))
        deadline = known[due].end if shape == "rushing" else None
        try_all(tallies[shape], courses, known, "adoption_rate", origins, None, deadline)
    return tallies


def together(tallies: dict[str, Tally]) -> Iterator[tuple[str, dict[str, float]]]:
    yield from ((name, tally.told()) for name, tally in tallies.items())
    whole = Tally()
    for tally in tallies.values():
        for ahead, held in tally.held.items():
            whole.held[ahead] += held
    yield "all", whole.told()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--provinces", type=int, default=120)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    told = {"shipped": dict(together(shipped())), "made up": dict(together(made_up(given.provinces)))}
    if given.json:
        print(json.dumps(told))
        return 0
    for part, rows in told.items():
        print(part)
        for name, said in rows.items():
            print(f"  {name:18} " + "   ".join(f"{key} {value:g}" for key, value in said.items()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
