"""A server that checks what it is handed and tells what each check cost it: `python tests/hostile/server.py`.

Takes a line of JSON a time, {"address": store, "files": [[name, path], …], "verb": "check" or "load"}; answers with a line:
the result, the seconds, the processor time of it and its children, the MiB that the process grew beyond what was handed in, the
parsers it has come to know, its children that are left.
"""

from __future__ import annotations

import gc
import json
import sys
import threading
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psutil

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from loaders import Source, check, load, outcome_json
from loaders.forkserver import FORKS
from tests.processes import lives

PARSERS = {"python_calamine", "openpyxl", "lxml", "xml.etree.ElementTree"}
_STATUS, _CLEAR = Path("/proc/self/status"), Path("/proc/self/clear_refs")


class Peak:
    """The most memory this process held since it was entered: told by the system where it can, else looked at often."""

    def __enter__(self) -> Peak:
        gc.collect()
        self._process = psutil.Process()
        self.before = self.most = self._process.memory_info().rss
        self._exact = self._reset()
        self._ended = threading.Event()
        if not self._exact:
            threading.Thread(target=self._look, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        if self._exact:
            line = next(line for line in _STATUS.read_text().splitlines() if line.startswith("VmHWM"))
            self.most = int(line.split()[1]) * 1024

    @property
    def mebibytes(self) -> float:
        """What was added to what the process held before."""
        return max(self.most - self.before, 0) / (1 << 20)

    def _reset(self) -> bool:
        try:
            _CLEAR.write_text("5")
        except OSError:
            return False
        return True

    def _look(self) -> None:
        while not self._ended.wait(0.002):
            self.most = max(self.most, self._process.memory_info().rss)


def answer(asked: dict[str, Any]) -> dict[str, Any]:
    """What became of one upload, and what it cost."""
    sources = [Source(name, Path(path).read_bytes()) for name, path in asked["files"]]
    work: Callable[[], Any] = (
        (lambda: load(sources, who="bench", address=asked["address"]))
        if asked.get("verb") == "load"
        else (lambda: check(sources, address=asked["address"]).outcome)
    )
    with Peak() as peak:
        began, used = time.perf_counter(), _processor()
        outcome = work()
        seconds, used = time.perf_counter() - began, _processor() - used
    return {"outcome": outcome_json(outcome), "seconds": seconds, "processor": used, "mebibytes": peak.mebibytes}


def _processor() -> float:
    """Processor time of this process and those below it, of ended ones too (where the system tells of these)."""
    me = psutil.Process()
    kinds = ("user", "system", "children_user", "children_system")
    return float(sum(getattr(process.cpu_times(), name, 0.0) for process in (me, *me.children()) for name in kinds))


def main() -> None:
    """Answers until standard input ends."""
    for line in sys.stdin:
        try:
            found = answer(json.loads(line))
        except BaseException:  # noqa: BLE001 — whatever escapes would have ended a request: it is the fault looked for
            found = {"escaped": traceback.format_exc()}
        readers = set(psutil.Process().children(recursive=True)) - (set(psutil.Process().children()) if FORKS else set())
        found |= {"knows": sorted(PARSERS & set(sys.modules)), "children": sum(map(lives, readers))}
        print(json.dumps(found), flush=True)


if __name__ == "__main__":
    main()
