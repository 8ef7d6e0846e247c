"""How fast figures and pages' questions are answered, beside the bare query that could not be faster, in one run.

    python bench/query.py [--times 9] [--size province|country|both] [--json]

province  the shipped sample: 247 units; every indicator by unit over one quarter and over all quarters, and as a series;
          what a quarter more costs, from 10 to 40 quarters; every question that pages ask, of a place and of everything
country   a hundred times as much: 25 000 units and 40 quarters (bench/asking/country.py); the same questions. Its queries may
          take 8 GB, as on the server of a ministry, unless QMS_QUERY_MEMORY_MB says otherwise
bare      `select unit, sum(part), sum(whole)` from a table that already holds the answer, in DuckDB alone

Every question is asked warm, as a page asks it that nobody has opened yet: the panel is made, pages' own memory is not used,
and what the process has loaded is out of the collector's sight, as in the server (app/warm.py).
Milliseconds on the clock (median) and of the processor (least); the clock counts against the limits, on a machine with
nothing else to do. Limits: 10 ms for every question about the province, 100 ms for every one about the country.
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import duckdb
import psutil

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from app.warm import spare_the_collector
from base.period import Period
from bench.asking.country import write_country
from bench.asking.questions import of_indicators, of_pages, of_units_and_quarters
from indicators import measure, periods, prepare, unit_rows
from loaders import load_sample
from store import Reader, reading

LIMITS = {"province": 10.0, "country": 100.0}
LENGTHS = (10, 20, 40)
Taken = dict[str, float]


def timed(work: Callable[[], Any], times: int) -> Taken:
    """The median on the clock and the least time of the processor of a piece of work that has run once before, in ms."""
    work()
    clock, processor = [], []
    for _ in range(times):
        began, used = time.perf_counter(), time.process_time()
        work()
        clock.append((time.perf_counter() - began) * 1000)
        processor.append((time.process_time() - used) * 1000)
    return {"ms": round(statistics.median(clock), 2), "cpu_ms": round(min(processor), 2)}


def bare(reader: Reader, asked: Sequence[Period], times: int) -> dict[str, Taken]:
    """The same answers read from a table made for them: one quarter by unit, and all quarters as a series."""
    database = duckdb.connect(config={"threads": 2})
    database.execute("create table answer (unit varchar, period varchar, part double, whole double)")
    ((units,),) = reader.rows("select count(distinct unit_id) from unit")
    for period in asked:
        database.execute(f"insert into answer select 'U' || u, '{period.label}', u % 2, 1 from range({units}) r(u)")
    by_unit = "select unit, sum(part), sum(whole) from answer where period = ? group by unit"
    series = "select period, sum(part), sum(whole) from answer group by period"
    return {
        "quarter by unit": timed(lambda: database.execute(by_unit, [asked[-1].label]).fetchall(), times),
        "series": timed(lambda: database.execute(series).fetchall(), times),
    }


def slope(folder: str, times: int) -> dict[str, Any]:
    """What an indicator costs over 10, 20 and 40 quarters of one province, as a series and unit by unit, and what each added
    quarter costs.
    """
    taken: dict[str, dict[int, float]] = {"series": {}, "by unit": {}}
    for length in LENGTHS:
        address = f"{folder}/{length}"
        write_country(address, provinces=1, quarters=length)
        prepare(address=address, patience=600)
        with reading(address) as reader:
            taken["series"][length] = timed(partial(measure, reader, "on_time_rate", by="period"), times)["ms"]
            taken["by unit"][length] = timed(partial(unit_rows, reader, "on_time_rate", periods(reader)), times)["ms"]
    return {
        way: {"ms": found, "ms_a_quarter": [round((found[b] - found[a]) / (b - a), 3) for a, b in itertools.pairwise(LENGTHS)]}
        for way, found in taken.items()
    }


def made(address: str) -> dict[str, float]:
    """What making the panel takes: seconds on the clock and of the processor, and memory in MiB."""
    process = psutil.Process()
    before, began, used = process.memory_info().rss, time.perf_counter(), time.process_time()
    prepare(address=address, patience=1800)
    return {
        "s": round(time.perf_counter() - began, 2),
        "cpu_s": round(time.process_time() - used, 2),
        "mib": round((process.memory_info().rss - before) / 2**20),
    }


def measured(address: str, size: str, times: int) -> dict[str, Any]:
    """All questions to one store."""
    panel = made(address)
    spare_the_collector()
    with reading(address) as reader:
        known = periods(reader)
        asked = [*of_indicators(reader, known), *(of_units_and_quarters(reader, known) if size == "province" else ())]
        figures = {name: timed(ask, times) for name, ask in asked}
        pages = {name: timed(ask, times) for name, ask in of_pages(reader, known)}
        floor = bare(reader, known, times)
    limit = LIMITS[size]
    over = {name: one["ms"] for name, one in (figures | pages).items() if one["ms"] > limit}
    return {"panel": panel, "bare": floor, "indicators": figures, "pages": pages, "limit_ms": limit, "over": over}


def told(name: str, found: dict[str, Any]) -> None:
    """Prints the figures of one store."""
    for kind in ("indicators", "pages", "bare"):
        for question, taken in found[kind].items():
            mark = "  over the limit" if question in found["over"] else ""
            print(f"{name:9} {question:52} {taken['ms']:8.2f} ms   {taken['cpu_ms']:8.2f} ms CPU{mark}")
    middle = statistics.median(one["ms"] for one in found["indicators"].values())
    panel = found["panel"]
    print(
        f"{name}: median of indicators {middle:.2f} ms; panel made in {panel['s']} s ({panel['cpu_s']} s CPU), {panel['mib']} MiB"
    )
    print(f"{name}: {len(found['over'])} of {len(found['indicators']) + len(found['pages'])} over {found['limit_ms']:.0f} ms")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=9)
    parser.add_argument("--size", choices=[*LIMITS, "both"], default="both")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    sizes = list(LIMITS) if given.size == "both" else [given.size]
    figures: dict[str, Any] = {}
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            address = f"{folder}/store"
            if size == "province":
                load_sample(who="bench", address=address)
            else:
                os.environ.setdefault("QMS_QUERY_MEMORY_MB", "8192")
                write_country(address)
            figures[size] = measured(address, size, given.times)
            if size == "province":
                figures[size] |= {"quarters": slope(folder, given.times)}
    if given.json:
        print(json.dumps(figures))
    else:
        for size in sizes:
            told(size, figures[size])
            if "quarters" in figures[size]:
                print(f"{size}: {figures[size]['quarters']}")
    return 1 if any(found["over"] for found in figures.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
