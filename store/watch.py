"""Stops what runs too long. One thread watches everything that runs: to start one for each query takes longer than most of
them.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

# How long the thread sleeps where nothing runs: no longer than queries may take, so that they need not wake it.
_IDLE = 10.0


class Watch:
    """Watches what runs in any thread."""

    def __init__(self) -> None:
        self._guard = threading.Condition()
        self._running: dict[object, tuple[float, Callable[[], None]]] = {}
        self._looks_at = 0.0
        self._thread: threading.Thread | None = None

    @contextmanager
    def over(self, seconds: float, stop: Callable[[], None]) -> Iterator[None]:
        """Calls `stop` if what is done inside has not ended after so many seconds, and never after its end."""
        this, until = object(), time.monotonic() + seconds
        with self._guard:
            self._running[this] = until, stop
            if self._thread is None or not self._thread.is_alive():
                self._thread = threading.Thread(target=self._look, name="watch", daemon=True)
                self._thread.start()
            elif until < self._looks_at:
                self._guard.notify()
        try:
            yield
        finally:
            with self._guard:
                self._running.pop(this, None)

    def _look(self) -> None:
        with self._guard:
            while True:
                now = time.monotonic()
                late = [this for this, (until, _) in self._running.items() if until <= now]
                for this in late:
                    self._running.pop(this)[1]()
                self._looks_at = min((until for until, _ in self._running.values()), default=now + _IDLE)
                self._guard.wait(self._looks_at - now)
