"""Answers in kind: the sender's own workbook, untouched but for coloured cells, comments and a first sheet of findings."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from loaders.replies.answer import reply, reply_name

__all__ = ["reply", "reply_name"]


def __getattr__(name: str) -> Any:
    """Fetched when asked for: the reading process works in here too, and must not import what only the server needs."""
    if name in __all__:
        return getattr(import_module("loaders.replies.answer"), name)
    raise AttributeError(name)
