"""How fast a figure is asked, beside the bare query that could not be faster, in one run.

    python bench/query.py [--times 15] [--json]

quarter   an indicator of one quarter, by unit, through the workshop: versions, sources, carrying, coverage and all
series    the same over all quarters at once
bare      `select unit, part, whole` from a table that already holds the answer, in DuckDB alone

Prints medians in milliseconds and the ratio to the bare query, for every indicator, on the shipped sample.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from indicators import catalogue, measure, periods
from loaders import load_sample
from store import reading


def median_ms(work: Callable[[], Any], times: int) -> float:
    """The median time of a piece of work that has run once before."""
    work()
    seconds = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - start)
    return statistics.median(seconds) * 1000


def bare(rows: list[tuple[str, str, float | None, float | None]], times: int) -> float:
    """The time of reading the answer from a table made for it."""
    database = duckdb.connect()
    database.execute("create table answer (unit varchar, period varchar, part double, whole double)")
    database.executemany("insert into answer values (?, ?, ?, ?)", rows)
    newest = max(row[1] for row in rows)
    ask = "select unit, sum(part), sum(whole) from answer where period = ? group by unit"
    return median_ms(lambda: database.execute(ask, [newest]).fetchall(), times)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=15)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        load_sample(who="bench", address=folder)
        with reading(folder) as reader:
            quarter = periods(reader)[-1]
            answer = [(row.key, quarter.label, row.part, row.whole) for row in measure(reader, "adoption_rate", by="unit").rows]
            floor = bare(answer, given.times)
            figures = {
                code: {
                    "quarter_ms": round(median_ms(lambda c=code: measure(reader, c, period=quarter, by="unit"), given.times), 2),
                    "series_ms": round(median_ms(lambda c=code: measure(reader, c, by="period"), given.times), 2),
                }
                for code in catalogue()
            }
    for times in figures.values():
        times["times_bare"] = round(times["quarter_ms"] / floor, 1)
    worst = {name: max(times[name] for times in figures.values()) for name in ("quarter_ms", "series_ms", "times_bare")}
    middle = {name: statistics.median(times[name] for times in figures.values()) for name in worst}
    if given.json:
        print(json.dumps({"bare_ms": round(floor, 2), "median": middle, "worst": worst, "indicators": figures}))
        return 0
    for code, times in figures.items():
        print(f"{code:28} " + "   ".join(f"{name} {value:6.2f}" for name, value in times.items()))
    print(f"bare {floor:.2f} ms · median {middle} · worst {worst}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
