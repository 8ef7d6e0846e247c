"""Reading processes: fresh for every load, gone with the server, started again whatever became of their parent."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterable
from pathlib import Path

import psutil
import pytest

from loaders import Source, check
from loaders.forkserver import FORKS
from loaders.pool import ReadingPool
from tests.processes import lives

PROJECT = Path(__file__).resolve().parents[2]
SERVER = """
import sys
from loaders.pool import ReadingPool
pool = ReadingPool(2).__enter__()
for process in pool._processes:
    process._ready_child()
print(*[process._child.pid for process in pool._processes], flush=True)
sys.stdin.read()
"""


def test_no_reading_process_outlives_its_load() -> None:
    with ReadingPool(2) as pool:
        children = [process._ready_child() for process in pool._processes]
        readers = {psutil.Process(child.pid) for child in children}
        assert len(readers) == len(children) > 0
        assert all(map(lives, readers))
    assert _gone(readers)


def test_a_server_that_dies_takes_its_reading_processes_along() -> None:
    server = subprocess.Popen(
        [sys.executable, "-c", SERVER], cwd=PROJECT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert server.stdout
    numbers = [int(number) for number in server.stdout.readline().split()]
    below = psutil.Process(server.pid).children(recursive=True)
    assert set(numbers) <= {process.pid for process in below}
    server.kill()
    server.communicate()
    assert _gone(below)


@pytest.mark.skipif(not FORKS, reason="only Linux forks reading processes")
def test_the_parent_of_reading_processes_is_replaced_where_it_died(registered: Path) -> None:
    report = PROJECT / "data" / "samples" / "dak-lak-2018" / "reports" / "DLK-H643_2018Q4.xlsx"
    for _ in range(2):
        (file,) = check([Source(report.name, report.read_bytes())], address=str(registered)).outcome.files
        assert file.outcome == "accepted"
        for process in psutil.Process().children():
            if "loaders.child" in process.cmdline():
                process.kill()
                process.wait(10)


def _gone(processes: Iterable[psutil.Process]) -> bool:
    for _ in range(100):
        if not any(map(lives, processes)):
            return True
        time.sleep(0.1)
    return False
