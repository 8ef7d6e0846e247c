"""Reading processes: as many as there are cores, each fed by a thread of its own, watched for time and memory."""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from typing import Any, TypeVar

import orjson
import psutil

from base import settings
from loaders import forkserver
from loaders.findings import Finding, as_json
from loaders.frames import read_frame, write_request
from loaders.packages import MEGABYTE
from loaders.results import NONE_READ, Source

Json = dict[str, Any]
T = TypeVar("T")
LIMITS_ITSELF = sys.platform.startswith("linux")  # there the child holds its own memory limit
_POLL_SECONDS = 0.05
# Shares of QMS_READ_SECONDS in processor time: for any workbook, and for each megabyte that it unpacks to. An honest
# report takes a hundredth of it on the machine where this was measured: slow computers are not punished.
_FOR_ANY, _FOR_A_MEGABYTE = 1 / 30, 0.25 / 30


@dataclass(frozen=True, slots=True)
class Task:
    """A request to a reading process: its header (see `loaders.child`), the bytes it is about, and how many they unpack
    to: that decides how much time it gets; all there is where it is None.
    """

    header: Json
    source: Source
    unpacked: int | None = None


@dataclass(slots=True)
class _Watched:
    """A request under way: until when, and how much processor time it may take of what the child had used before."""

    ends: float
    seconds: float
    used: float | None = None
    stopped: dict[str, str] | None = None


class ReadingProcess:
    """One child process; replaced by a fresh one after a crash or a limit."""

    def __init__(self) -> None:
        self._seconds = settings.limit("QMS_READ_SECONDS")
        self._megabytes = settings.limit("QMS_READ_MEMORY_MB")
        # what is read becomes rows in the server's memory; a workbook that is written back stays bytes
        self._longest = {"read": settings.limit("QMS_READ_RESULT_MB") * MEGABYTE}
        self._longest_else = 2 * settings.limit("QMS_MAX_FILE_MB") * MEGABYTE
        self._child: forkserver.Child | None = None
        self._lock = threading.Lock()
        self._watched: _Watched | None = None
        self._why: dict[str, str] | None = None
        self._closed = threading.Event()
        threading.Thread(target=self._watch, daemon=True).start()

    def read(self, task: Task) -> Json:
        """What the child read of a workbook, or a finding that says why it could not."""
        answer = self.ask(task)
        if answer is not None:
            found: Json = orjson.loads(answer)
            return found
        why = self._why or {"vi": "bộ đọc dừng đột ngột", "en": "the reader ended abruptly"}
        finding = Finding("reading_stopped", details={"why": why})
        return {"form": None, "outcome": "unreadable", "findings": [as_json(finding)], "counts": dict(NONE_READ)}

    def ask(self, task: Task) -> bytes | None:
        """The child's reply to a request, or None where the child had to be ended."""
        data = task.source.data
        try:
            child = self._ready_child()
            watched = self._begin(task)
            write_request(child.stdin, task.header, data)
            answer = read_frame(child.stdout, self._longest.get(task.header["verb"], self._longest_else))
        except OverflowError:
            answer, watched.stopped = None, {"vi": "quá nhiều dòng", "en": "too many rows"}
        except (BrokenPipeError, OSError):
            answer = None
        with self._lock:
            ended, self._watched = self._watched, None
        if answer is None:
            self._why = ended.stopped if ended else None
            self._end_child()
        return answer

    def start(self) -> forkserver.Child:
        """Starts a child; it is ready by the time the first workbook has passed the gate."""
        self._child = forkserver.start(self._megabytes)
        return self._child

    def close(self) -> None:
        """Ends the child and its watcher."""
        self._closed.set()
        self._end_child()

    def _ready_child(self) -> forkserver.Child:
        """A child that has said that it is ready: what starting costs is not counted against a workbook."""
        child = self._child or self.start()
        child.ready()
        return child

    def _begin(self, task: Task) -> _Watched:
        share = 1.0 if task.unpacked is None else min(1.0, _FOR_ANY + _FOR_A_MEGABYTE * task.unpacked / MEGABYTE)
        with self._lock:
            self._watched = _Watched(time.monotonic() + self._seconds, self._seconds * share)
            return self._watched

    def _end_child(self) -> None:
        with self._lock:
            child, self._child = self._child, None
        if child:
            child.close()

    def _watch(self) -> None:
        """Kills the child at its limit of time, or of memory where the system does not hold that itself."""
        while not self._closed.wait(_POLL_SECONDS):
            with self._lock:
                child, watched = self._child, self._watched
                if child is None or watched is None or watched.stopped:
                    continue
                watched.stopped = self._passed(child.pid, watched)
                if watched.stopped:
                    child.kill()

    def _passed(self, pid: int, watched: _Watched) -> dict[str, str] | None:
        """The limit that a request has passed."""
        try:
            process = psutil.Process(pid)
            times = process.cpu_times()
            used = times.user + times.system
            watched.used = used if watched.used is None else watched.used
            if used - watched.used > watched.seconds or time.monotonic() > watched.ends:
                return {"vi": f"{watched.seconds:.0f} giây", "en": f"{watched.seconds:.0f} seconds"}
            if not LIMITS_ITSELF and _memory(process) > self._megabytes * MEGABYTE:
                return {"vi": f"{self._megabytes} MB bộ nhớ", "en": f"{self._megabytes} MB of memory"}
        except psutil.Error:
            pass
        return None


def _memory(process: psutil.Process) -> int:
    """What a process holds: on Windows also what it has asked for and not yet touched."""
    held = process.memory_info()
    return int(max(held.rss, getattr(held, "private", 0)))


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

    def read_all(self, tasks: Sequence[Task], progress: Callable[[int], None]) -> list[Json]:
        """What was read of workbooks, in their order."""
        return self._shared(tasks, ReadingProcess.read, progress)

    def ask_all(self, tasks: Sequence[Task]) -> list[bytes | None]:
        """Replies to requests, in their order; None where a process crashed or met a limit."""
        return self._shared(tasks, ReadingProcess.ask, lambda _: None)

    def _shared(
        self, tasks: Sequence[Task], work: Callable[[ReadingProcess, Task], T], progress: Callable[[int], None]
    ) -> list[T]:
        results: list[Any] = [None] * len(tasks)
        waiting: SimpleQueue[int] = SimpleQueue()
        for i in range(len(tasks)):
            waiting.put(i)

        def feed(process: ReadingProcess) -> None:
            with suppress(Empty):
                while True:
                    i = waiting.get_nowait()
                    results[i] = work(process, tasks[i])
                    progress(i)

        threads = [threading.Thread(target=feed, args=(process,)) for process in self._processes]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return results
