"""Reading processes: as many as there are cores, each fed by a thread of its own, watched for time and memory."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from queue import Empty, SimpleQueue
from typing import Any, BinaryIO, TypeVar, cast

import orjson
import psutil

from base import settings
from loaders.child import read_frame, write_request
from loaders.findings import Finding, as_json
from loaders.workbook import NONE_READ

Json = dict[str, Any]
A = TypeVar("A")
T = TypeVar("T")
_POLL_SECONDS = 0.1
LIMITS_ITSELF = sys.platform.startswith("linux")  # there the child holds its own memory limit


class ReadingProcess:
    """One child process; replaced by a fresh one after a crash or a limit."""

    def __init__(self) -> None:
        self._seconds = settings.number("QMS_READ_SECONDS", 30)
        self._megabytes = settings.number("QMS_READ_MEMORY_MB", 1024)
        self._child: subprocess.Popen[bytes] | None = None
        self._deadline: float | None = None
        self._stopped: dict[str, str] | None = None
        self._closed = threading.Event()
        threading.Thread(target=self._watch, daemon=True).start()

    def read(self, kind: str, data: bytes, mends: Sequence[Json] = ()) -> Json:
        """What the child read, or a finding that says why it could not; `mends` are values to put right first."""
        answer = self.ask({"verb": "read", "kind": kind, "mends": mends}, data)
        if answer is not None:
            found: Json = orjson.loads(answer)
            return found
        why = self._stopped or {"vi": "bộ đọc dừng đột ngột", "en": "the reader ended abruptly"}
        finding = Finding("reading_stopped", details={"why": why})
        return {"form": None, "outcome": "unreadable", "findings": [as_json(finding)], "counts": dict(NONE_READ)}

    def ask(self, header: Json, data: bytes) -> bytes | None:
        """The child's reply to a request (see `loaders.child`), or None where the child had to be ended."""
        child = self._child or self.start()
        self._stopped = None
        self._deadline = time.monotonic() + self._seconds
        try:
            write_request(cast("BinaryIO", child.stdin), header, data)
            answer = read_frame(cast("BinaryIO", child.stdout))
        except (BrokenPipeError, OSError):
            answer = None
        finally:
            self._deadline = None
        if answer is None:
            self._end_child()
        return answer

    def close(self) -> None:
        """Ends the child and its watcher."""
        self._closed.set()
        self._end_child()

    def _end_child(self) -> None:
        child, self._child = self._child, None
        if child is None:
            return
        child.kill()
        child.wait()
        for stream in (child.stdin, child.stdout):
            with suppress(OSError):
                if stream:
                    stream.close()

    def start(self) -> subprocess.Popen[bytes]:
        """Starts a child; what it imports is ready by the time the first workbook has passed the gate."""
        self._child = subprocess.Popen(
            [sys.executable, "-m", "loaders.child", str(self._megabytes)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=settings.PROJECT,
            env={**os.environ, "PYTHONPATH": str(settings.PROJECT)},
        )
        return self._child

    def _watch(self) -> None:
        """Kills the child at its time limit, or above the memory limit where the system does not hold it itself."""
        while not self._closed.wait(_POLL_SECONDS):
            child, deadline = self._child, self._deadline
            if child is None or deadline is None:
                continue
            if time.monotonic() > deadline:
                self._stopped = {"vi": f"{self._seconds} giây", "en": f"{self._seconds} seconds"}
                child.kill()
            elif not LIMITS_ITSELF and _memory(child.pid) > self._megabytes * 1024 * 1024:
                self._stopped = {"vi": f"{self._megabytes} MB bộ nhớ", "en": f"{self._megabytes} MB of memory"}
                child.kill()


def _memory(pid: int) -> int:
    try:
        return int(psutil.Process(pid).memory_info().rss)
    except psutil.Error:
        return 0


class ReadingPool:
    """As many reading processes as there are cores; they start when it is entered, and end when it is left."""

    def __init__(self, tasks: int) -> None:
        self._processes = [ReadingProcess() for _ in range(min(tasks, os.cpu_count() or 1, 4))]

    def __enter__(self) -> ReadingPool:
        for process in self._processes:
            process.start()
        return self

    def __exit__(self, *_: object) -> None:
        for process in self._processes:
            process.close()

    def read_again(self, kind: str, data: bytes, mends: Sequence[Json]) -> Json:
        """Reads one workbook with some of its cells replaced where they still hold what they are known to hold."""
        return self._processes[0].read(kind, data, mends)

    def read_all(self, tasks: Sequence[tuple[str, bytes]], progress: Callable[[int], None]) -> list[Json]:
        """Reads workbooks given as (kind, bytes); results in the same order."""
        return self._share(tasks, ReadingProcess.read, progress)

    def ask_all(self, tasks: Sequence[tuple[Json, bytes]]) -> list[bytes | None]:
        """Answers to requests, in the same order; None where a process crashed or met a limit."""
        return self._share(tasks, ReadingProcess.ask, lambda _: None)

    def _share(
        self, tasks: Sequence[tuple[A, bytes]], work: Callable[[ReadingProcess, A, bytes], T], progress: Callable[[int], None]
    ) -> list[T]:
        results: list[Any] = [None for _ in tasks]
        waiting: SimpleQueue[int] = SimpleQueue()
        for i in range(len(tasks)):
            waiting.put(i)

        def feed(process: ReadingProcess) -> None:
            with suppress(Empty):
                while True:
                    i = waiting.get_nowait()
                    results[i] = work(process, *tasks[i])
                    progress(i)

        threads = [threading.Thread(target=feed, args=(process,)) for process in self._processes]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return results
