"""Warms the process before it serves: imports, the words, and the answers of the first page that anybody opens."""

from __future__ import annotations

import gc
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

log = logging.getLogger(__name__)


@asynccontextmanager
async def lifespan(app: Any) -> AsyncIterator[dict[str, Any]]:
    """Runs before the first request is answered."""
    warm()
    yield {}


def warm() -> None:
    """Imports what pages import and asks what the first page asks; a store that cannot be read is said on the page."""
    from app.pickers import first
    from indicators import catalogue
    from ui import answers, charts, sources, tables, tiles  # noqa: F401  loaded here so that no reader waits for them
    from ui.house import house, programmes
    from ui.looking import version
    from ui.view import View
    from ui.words import LANGUAGES, words

    for language in LANGUAGES:
        words(language)
    try:
        programme = first(programmes())
        seen = house(programme, version())
        if seen.periods:
            view = View(seen.version, "vi", seen.default_period, programme=programme)
            for code in catalogue():
                answers.total(view, code)
    except Exception:
        log.exception("the first answers could not be prepared")
    spare_the_collector()


def spare_the_collector() -> None:
    """Streamlit collects garbage after every run: what is loaded now stays for good and need not be looked at each time, and
    an answer with a row for each unit of a country need not be looked through while it is made.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000)
