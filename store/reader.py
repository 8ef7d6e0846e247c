"""The current generation, read by many threads at once: one root connection, one cursor a caller."""

from __future__ import annotations

import threading
from pathlib import Path

from base import settings
from store.connection import Asking, Connection, open_for_reading


class Reader(Asking):
    """A locked-down cursor on one generation; `version` names it. A query past QMS_QUERY_SECONDS is stopped."""

    def __init__(self, cursor: Connection, version: str) -> None:
        super().__init__(cursor, settings.number("QMS_QUERY_SECONDS", 30))
        self.version = version

    def close(self) -> None:
        """Gives the cursor back; the reader answers no more."""
        self._cursor.close()


class Shared:
    """One generation held open; closed when it is no longer current and its last reader has left."""

    def __init__(self, path: Path, version: str) -> None:
        self.version = version
        self._root = open_for_reading(path)
        self._guard = threading.Lock()
        self._readers = 0
        self._retired = False

    def enter(self) -> Reader:
        """A reader with a cursor of its own; the generation stays open until it has left."""
        with self._guard:
            reader = Reader(self._root.cursor(), self.version)
            self._readers += 1
            return reader

    def leave(self, reader: Reader) -> None:
        """Counts a reader out; the last one of a retired generation closes it."""
        reader.close()
        with self._guard:
            self._readers -= 1
            self._close_if_done()

    def retire(self) -> None:
        """No new readers; closes at once if nobody reads."""
        with self._guard:
            self._retired = True
            self._close_if_done()

    def _close_if_done(self) -> None:
        if self._retired and not self._readers:
            self._root.close()
