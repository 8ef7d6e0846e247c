"""What a process works out from one generation and keeps beside it: tables in memory, gone when the generation is closed.

Nothing here is data of the store: no load writes it, no ledger knows it, no other process sees it. So it may be dropped
at any moment, and whoever uses it can also do without.
"""

from __future__ import annotations

import atexit
import logging
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from base.errors import StoreError
from store.connection import Asking, Connection, Values, in_words

log = logging.getLogger(__name__)
CATALOGUE = "derived"


class Superseded(Exception):
    """Nobody wants what is being made any more: a newer generation is there, or the process ends."""


class Maker(Asking):
    """Makes tables beside a generation, in a schema of its own (`schema`); sees the generation and what it has made."""

    def __init__(self, cursor: Connection, schema: str, wanted: Callable[[], bool]) -> None:
        super().__init__(cursor)
        self.schema = schema
        self._wanted = wanted

    def make(self, table: str, sql: str, values: Values = None) -> None:
        """A table with the rows of a query."""
        self._do(f"create or replace table {self.schema}.{table} as {sql}", values)

    def add(self, table: str, sql: str, values: Values = None) -> None:
        """The rows of a query behind those that a table has."""
        self._do(f"insert into {self.schema}.{table} {sql}", values)

    def drop(self, table: str) -> None:
        """Takes a table away."""
        self._do(f"drop table if exists {self.schema}.{table}", None)

    def clear(self) -> None:
        """Takes everything away again."""
        with suppress(StoreError), in_words():
            self._cursor.execute(f"drop schema {self.schema} cascade")

    def press(self) -> None:
        """Compresses what was made so far."""
        self._do(f"checkpoint {CATALOGUE}", None)

    def _do(self, command: str, values: Values) -> None:
        if not self._wanted():
            raise Superseded
        with in_words():
            self._cursor.execute(command, values) if values else self._cursor.execute(command)


Make = Callable[[Maker], Any]
# What is made, and beside which state: that after a load, or (None) the newest.
Key = tuple[str, int | None]


class Derived:
    """What was derived from one generation, by key; each key is made once, by a thread of its own."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._made: dict[Key, Any] = {}
        self._begun: dict[Key, threading.Thread] = {}
        self._attached = self._ending = False

    def get(self, key: Key) -> Any | None:
        """What the maker of this key gave back; None as long as it is not done."""
        return self._made.get(key)

    def begin(
        self,
        key: Key,
        root: Connection,
        cursor: Callable[[], Connection],
        make: Make,
        wanted: Callable[[], bool],
        done: Callable[[], None],
    ) -> None:
        """Starts making with a cursor that sees the state meant, unless it was started before; `done` is called at the end,
        whatever became of it.
        """
        with self._guard:
            if key in self._begun:
                done()
                return
            schema = f"{CATALOGUE}.made{len(self._begun)}"
            with in_words():
                if not self._attached:
                    root.execute(f"attach ':memory:' as {CATALOGUE} (read_write, compress)")
                    self._attached = True
                    atexit.register(self._end)
                root.execute(f"create schema {schema}")
            maker = Maker(cursor(), schema, lambda: wanted() and not self._ending)
            thread = threading.Thread(target=self._run, args=(key, maker, make, done), name=f"derived-{key[0]}", daemon=True)
            self._begun[key] = thread
        thread.start()

    def wait(self, key: Key, seconds: float) -> None:
        """Returns when the key is made, or after so many seconds."""
        self._begun[key].join(seconds)

    def _end(self) -> None:
        # A thread that is still inside DuckDB when the interpreter goes would take the process down with it.
        self._ending = True
        for thread in self._begun.values():
            thread.join()

    def _run(self, key: Key, maker: Maker, make: Make, done: Callable[[], None]) -> None:
        try:
            self._made[key] = make(maker)
        except Superseded:
            log.info("%s is not made to its end: nobody wants it any more", key[0])
        except StoreError as error:  # whoever asks gets the answer from the generation itself, only later
            log.warning("%s could not be made: %s", key[0], error)
        except Exception:
            log.exception("%s could not be made", key[0])
        finally:
            if key not in self._made:
                maker.clear()
            done()
