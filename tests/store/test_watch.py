"""What runs too long is stopped, and nothing else."""

from __future__ import annotations

import threading

from store.watch import Watch


def test_each_is_stopped_at_its_own_time_and_once() -> None:
    watch, times = Watch(), list[str]()
    with watch.over(60, lambda: times.append("long")):
        for short in ("first", "second"):  # after the first the thread sleeps for a minute: the second has to wake it
            stopped = threading.Event()
            with watch.over(0.1, lambda short=short, stopped=stopped: (times.append(short), stopped.set())):
                assert stopped.wait(30)
        with watch.over(60, lambda: times.append("next")):
            pass
    assert times == ["first", "second"]


def test_what_has_ended_is_never_stopped() -> None:
    watch, last = Watch(), threading.Event()
    times: list[int] = []
    for i in range(50):
        with watch.over(0.05, lambda i=i: times.append(i)):
            pass
    with watch.over(0.3, last.set):
        assert last.wait(30)
    assert times == []
