"""Kills loads with SIGKILL at random moments and looks at what is left.

    python bench/crash.py --times 50

After every kill the store must open, hold exactly what it held before the load or exactly what it holds after it
(after it, if the load had said that it was done), and pass the check of its ledger.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import store

REPORTS = 4000
WORKBOOKS = [(f"UBND_xa_{number}.xlsx", bytes([number]) * 20_000) for number in range(100)]


@dataclass
class Tally:
    """What became of the loads that were killed."""

    kills: int = 0
    before: int = 0
    after: int = 0
    finished_first: int = 0
    opening_seconds_max: float = 0.0


def load_once(address: str) -> None:
    """One load of REPORTS reports with as many statuses, and WORKBOOKS."""
    opened = store.open_store(address)
    with opened.writing("bench", "reports") as writer:
        archive = opened.keep_originals(writer.load_id, WORKBOOKS)
        file_id = writer.new_file_id()
        writer.append("file", {"file_id": [file_id], "name": ["bench.zip"], "archive": [archive]})
        reports = writer.new_report_ids(REPORTS)
        units = [f"unit-{number}" for number in range(REPORTS)]
        writer.append("report", {"report_id": reports, "file_id": [file_id] * REPORTS, "unit_id": units})
        writer.append("status", {"report_id": reports, "row_number": list(range(REPORTS)), "note": units})


def begin(address: str) -> tuple[subprocess.Popen[str], IO[str]]:
    """A process that has just begun a load, and what it says."""
    child = subprocess.Popen([sys.executable, __file__, "--child", address], stdout=subprocess.PIPE, text=True)
    assert child.stdout is not None
    child.stdout.readline()
    return child, child.stdout


def let_one_finish(address: str) -> float:
    """How many seconds a load takes that nobody kills."""
    child, told = begin(address)
    began = time.perf_counter()
    with child, told:
        assert "done" in told.read()
    return time.perf_counter() - began


def kill_one(address: str, seconds: float) -> bool:
    """Kills a load `seconds` after it began; whether it had said before that it was done."""
    child, told = begin(address)
    time.sleep(seconds)
    with child, told:
        child.kill()
        return "done" in told.read()


def rows(address: str) -> tuple[int, int, int]:
    """Loads, reports and statuses in the store."""
    with store.reading(address) as reader:
        found = reader.rows("select (select count(*) from load), (select count(*) from report), (select count(*) from status)")
    return found[0]


def crash(times: int, address: str, seed: int) -> Tally:
    """Kills `times` loads; raises AssertionError at the first that leaves anything but before or after."""
    chance = random.Random(seed)
    longest = 1.3 * min(let_one_finish(address) for _ in range(2))
    tally = Tally()
    while tally.kills < times:
        loads, _, _ = rows(address)
        finished = kill_one(address, chance.uniform(0, longest))
        began = time.perf_counter()
        now = rows(address)
        tally.opening_seconds_max = max(tally.opening_seconds_max, round(time.perf_counter() - began, 3))
        assert now in {(count, count * REPORTS, count * REPORTS) for count in (loads, loads + 1)}, (loads, now)
        assert not finished or now[0] == loads + 1, "a load said that it was done and is gone"
        assert store.check(address).clean, store.check(address)
        tally.kills += 1
        tally.finished_first += finished
        tally.after += now[0] == loads + 1
        tally.before += now[0] == loads
    load_once(address)
    leftovers = [path.name for path in Path(address).rglob("*building*")]
    assert not leftovers, leftovers
    return tally


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--times", type=int, default=50)
    parser.add_argument("--seed", type=int, default=random.randrange(1 << 30))
    parser.add_argument("--child", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.child:
        print("begins", flush=True)
        load_once(asked.child)
        print("done", flush=True)
        return
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        tally = crash(asked.times, str(Path(folder) / "store"), asked.seed)
    print(json.dumps({"seed": asked.seed, **asdict(tally)}))


if __name__ == "__main__":
    main()
