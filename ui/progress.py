"""Long work with a bar: it runs beside the page, which only looks how far it is."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait
from typing import TypeVar

import streamlit as st

from ui.formats import literal
from ui.words import Words

T = TypeVar("T")
GLANCE_SECONDS = 0.2


def with_progress(say: Words, work: Callable[[Callable[[int, int, str], None]], T]) -> T:
    """Runs `work`, handing it a function to tell (done, total, name); shows a bar meanwhile; returns or raises what it does.

    A reader who leaves the page does not stop the work: it ends on its own, whole.
    """
    seen: tuple[int, int, str] = (0, 0, "")

    def tell(done: int, total: int, name: str) -> None:
        nonlocal seen
        seen = (done, total, name)

    bar = st.progress(0.0, text=say("progress.begun"))
    with ThreadPoolExecutor(1) as beside:
        future = beside.submit(work, tell)
        while not wait([future], timeout=GLANCE_SECONDS).done:
            done, total, name = seen
            if total:
                text = (
                    say("progress.reading", done=done, total=total, name=literal(name))
                    if done < total
                    else say("progress.checking")
                )
                bar.progress(done / total, text=text)
    bar.empty()
    return future.result()
