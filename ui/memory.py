"""What was made once for a key is given again, the oldest forgotten.

For things made from more than their key says; what a function works out from its arguments alone has `lru_cache` over it.
Streamlit's own memory takes a reading of every argument at each look, half a millisecond and more, and a page looks a
hundred times. Nothing kept here is ever changed.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import lru_cache
from typing import TypeVar

Made = TypeVar("Made")


def kept(key: Hashable, make: Callable[[], Made]) -> Made:
    """What `make` gives, made for the first who asks under this key."""
    place: list[Made] = _place(key)
    if not place:
        place.append(make())
    return place[0]


@lru_cache(1000)
def _place(key: Hashable) -> list:
    del key
    return []
