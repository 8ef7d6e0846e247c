"""The current generation, read by many threads at once: one root connection, one cursor a caller."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from base import settings
from store.connection import Asking, Connection, in_words, open_for_reading
from store.derived import Derived, Make
from store.schema import TABLES

MOST_RESTING = 8


class Reader(Asking):
    """A locked-down cursor on one generation; `version` names it. A query past QMS_QUERY_SECONDS is stopped.

    `upto`: the last load that it sees, or None for all of them.
    """

    def __init__(self, shared: Shared, cursor: Connection, upto: int | None = None) -> None:
        super().__init__(cursor, settings.number("QMS_QUERY_SECONDS", 30))
        self.version = shared.version
        self.upto = upto
        self._shared = shared
        if upto is not None:
            look_back(cursor, upto)

    @contextmanager
    def as_it_stood(self, upto: int) -> Iterator[Reader]:
        """A reader on the store as load `upto` left it: what was loaded, decided or taken back later is not there.

        Whoever looks back already never sees more than before.
        """
        reader = self._shared.enter(upto if self.upto is None else min(upto, self.upto))
        try:
            yield reader
        finally:
            self._shared.leave(reader)

    def derived(self, key: str) -> Any | None:
        """What was made beside this generation, or the past state of it that is looked at, under `key`; None where nothing
        was, or not yet.
        """
        return self._shared.made(key, self.upto)

    def close(self) -> None:
        """Gives the cursor back; the reader answers no more."""
        self._cursor.close()


def look_back(cursor: Connection, upto: int) -> None:
    """Has a cursor see the store as load `upto` left it.

    Nothing is ever changed or deleted, so a past state is the rows of the loads up to then. Views of this cursor alone
    stand in front of the tables: every query, whichever room asks it, sees that state and nothing later.
    """
    with in_words():
        (name,) = cursor.execute("select current_database()").fetchone() or ("",)
        views = [f'create temp view {table} as from "{name}".main.{table} where load_id <= {int(upto)}' for table in TABLES]
        cursor.execute(f"begin; {'; '.join(views)}; commit")


class Shared:
    """One generation held open; closed when it is no longer current and its last reader has left."""

    def __init__(self, path: Path, version: str) -> None:
        self.version = version
        self._root = open_for_reading(path)
        self._derived = Derived()
        self._guard = threading.Lock()
        self._readers = 0
        self._retired = False
        self._resting: list[Reader] = []

    def enter(self, upto: int | None = None) -> Reader:
        """A reader with a cursor of its own, on the store as load `upto` left it (None: as it is); the generation stays
        open until it has left.
        """
        with self._guard:
            reader = self._rested(upto) or Reader(self, self._root.cursor(), upto)
            self._readers += 1
            return reader

    def derive(self, key: str, make: Make, patience: float, upto: int | None = None) -> None:
        """Has something made beside the generation, or beside its state after load `upto`, in the background; the generation
        stays open until that is done. Waits so many seconds at most.
        """
        with self._guard:
            if self._retired:
                return
            self._readers += 1
        self._derived.begin((key, upto), self._root, lambda: self._cursor(upto), make, lambda: not self._retired, self._count_out)
        self._derived.wait((key, upto), patience)

    def made(self, key: str, upto: int | None = None) -> Any | None:
        """What was made under `key` beside the generation, or beside its state after load `upto`; None where nothing was."""
        return self._derived.get((key, upto))

    def _cursor(self, upto: int | None) -> Connection:
        cursor = self._root.cursor()
        if upto is not None:
            look_back(cursor, upto)
        return cursor

    def leave(self, reader: Reader) -> None:
        """Counts a reader out; the last one of a retired generation closes it."""
        with self._guard:
            # Looking back takes ten milliseconds to set up, so who does it rests until the same state is asked for again.
            if reader.upto is None or len(self._resting) >= MOST_RESTING:
                reader.close()
            else:
                self._resting.append(reader)
        self._count_out()

    def retire(self) -> None:
        """No new readers; closes at once if nobody reads."""
        with self._guard:
            self._retired = True
            self._close_if_done()

    def _count_out(self) -> None:
        with self._guard:
            self._readers -= 1
            self._close_if_done()

    def _rested(self, upto: int | None) -> Reader | None:
        found = next((reader for reader in self._resting if reader.upto == upto), None)
        if found:
            self._resting.remove(found)
        return found

    def _close_if_done(self) -> None:
        if self._retired and not self._readers:
            while self._resting:
                self._resting.pop().close()
            self._root.close()
