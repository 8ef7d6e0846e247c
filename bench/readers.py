"""Lets processes read in a loop while loads run.

    python bench/readers.py --readers 4 --loads 10

No reader may see an error or a part of a load: the counts are always whole loads, in both tables, and never fall.
Prints the queries asked and the time of a query and of a load.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import store

COUNTS = "select (select count(*) from report), (select count(*) from status), (select count(distinct load_id) from report)"


def load_once(address: str, size: int) -> None:
    """One load of `size` reports with as many statuses."""
    with store.writing("bench", "reports", address=address) as writer:
        reports = writer.new_report_ids(size)
        writer.append("report", {"report_id": reports, "unit_id": [f"unit-{number}" for number in range(size)]})
        writer.append("status", {"report_id": reports})


def read_until_told(address: str, size: int) -> None:
    """Asks until the file `stop` is there, then prints what it saw."""
    faults: list[str] = []
    seconds: list[float] = []
    versions: set[str] = set()
    newest = 0
    stop = Path(address).with_name("stop")
    print("reads", flush=True)
    while not stop.exists():
        began = time.perf_counter()
        try:
            with store.reading(address) as reader:
                reports, statuses, loads = reader.rows(COUNTS)[0]
                versions.add(reader.version)
        except Exception as error:  # noqa: BLE001 — whatever a reader sees is a fault
            faults.append(f"{type(error).__name__}: {error}")
            continue
        seconds.append(time.perf_counter() - began)
        if reports != statuses or reports != loads * size or reports < newest:
            faults.append(f"half a load: {reports} reports, {statuses} statuses, {loads} loads")
        newest = reports
    print(json.dumps({"faults": faults, "seconds": seconds, "versions": len(versions)}))


def measure(address: str, readers: int, loads: int, size: int) -> dict[str, Any]:
    """What `readers` processes saw while `loads` loads ran."""
    load_once(address, size)
    command = [sys.executable, __file__, "--child", address, "--size", str(size)]
    children = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(readers)]
    for child in children:
        assert child.stdout is not None
        child.stdout.readline()
    began = time.perf_counter()
    for _ in range(loads):
        load_once(address, size)
    took = time.perf_counter() - began
    Path(address).with_name("stop").touch()
    seen = [json.loads(child.communicate()[0]) for child in children]
    seconds = [second for one in seen for second in one["seconds"]]
    return {
        "faults": [fault for one in seen for fault in one["faults"]],
        "queries": len(seconds),
        "versions_seen_least": min(one["versions"] for one in seen),
        "loads": loads,
        "load_seconds": round(took / loads, 3),
        "query_ms_median": round(1000 * statistics.median(seconds), 2),
        "query_ms_max": round(1000 * max(seconds), 1),
    }


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--readers", type=int, default=4)
    parser.add_argument("--loads", type=int, default=10)
    parser.add_argument("--size", type=int, default=5000)
    parser.add_argument("--child", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.child:
        read_until_told(asked.child, asked.size)
        return
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        measured = measure(str(Path(folder) / "store"), asked.readers, asked.loads, asked.size)
    print(json.dumps(measured, ensure_ascii=False))
    sys.exit(1 if measured["faults"] else 0)


if __name__ == "__main__":
    main()
