"""Reading files that may be damaged or made up: in a child process, because DuckDB can crash on them."""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from pathlib import Path

from base.errors import StoreError
from store import ledger
from store.ledger import Difference
from store.writer import asking


def examine(path: Path) -> list[Difference] | None:
    """Where ledger and tables of a database file differ; None: it cannot be read, or has no ledger."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as child:
        try:
            return child.submit(_examine, path).result()
        except BrokenProcessPool:
            return None


def _examine(path: Path) -> list[Difference] | None:
    try:
        with asking(path) as found:
            return ledger.differences(found)
    except StoreError:
        return None
