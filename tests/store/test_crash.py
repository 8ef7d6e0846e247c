"""The benches that kill loads and read beside them, in small."""

from __future__ import annotations

import json
import subprocess
import sys

from base.settings import PROJECT


def bench(name: str, *arguments: str) -> dict:
    command = [sys.executable, str(PROJECT / "bench" / name), *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_kill_9_at_random_moments_leaves_before_or_after() -> None:
    told = bench("crash.py", "--times", "8")
    assert told["kills"] == 8
    assert told["before"] + told["after"] == 8


def test_four_processes_read_whole_loads_while_loads_run() -> None:
    told = bench("readers.py", "--readers", "4", "--loads", "3", "--size", "1000")
    assert told["faults"] == []
    assert told["versions_seen_least"] > 1
    assert told["queries"] > 100
