"""Named tuples by the ten thousand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from typing import Any, TypeVar

T = TypeVar("T", bound=tuple[Any, ...])


def tuples(kind: type[T], columns: Sequence[Iterable[Any]]) -> list[T]:
    """Named tuples made of columns, one for each field; ValueError where they are not as many, or not of one length."""
    fields: tuple[str, ...] = getattr(kind, "_fields", ())
    if len(fields) != len(columns):
        raise ValueError(f"{kind.__name__} has {len(fields)} fields and was given {len(columns)} columns")
    # `kind._make` would count the fields of every row again.
    return list(map(partial(tuple.__new__, kind), zip(*columns, strict=True)))
