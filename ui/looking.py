"""Which state of the store a page is about: the newest, or the one that a meeting saw.

A version names both: the generation, and behind an @ the last load that is seen. Whatever is remembered under a version
is so remembered for that state alone.
"""

from __future__ import annotations

from contextlib import AbstractContextManager

import store
from indicators import Meeting
from store import Reader

_UPTO = "@"


def version(meeting: Meeting | None = None) -> str:
    """The name of the newest state, or of what a meeting saw."""
    return store.version() + (f"{_UPTO}{meeting.upto}" if meeting else "")


def last_load(seen: str) -> int | None:
    """The last load that the state of a version sees; None: the newest."""
    upto = seen.partition(_UPTO)[2]
    return int(upto) if upto else None


def reading(seen: str) -> AbstractContextManager[Reader]:
    """A reader on the state that a version names."""
    return store.reading(upto=last_load(seen))
