"""The cellar: the only room that knows DuckDB.

Three doors: `reading()` gives a locked-down reader on the current generation, `writing()` builds the next one and
swaps it in, `version()` names the current one. Callers never see a connection, a path or an exception of DuckDB.
Beside them: `history` and `undo` of loads, `check` of the ledger, `backup`, `restore` and `copy` of a whole store;
`derive` keeps in memory what is worked out from the current generation, as long as it is current;
`declared()` gives the columns of every table, `question()` what several rooms ask alike.
"""

from __future__ import annotations

from contextlib import AbstractContextManager

from store.connection import Asking
from store.derived import Make, Maker
from store.inspection import Checked, check
from store.ledger import Difference, Entry
from store.loads import File, Load, Undone, history, undo
from store.moving import Moved, backup, copy, restore
from store.questions import question
from store.reader import Reader
from store.schema import declared
from store.shelf import Store, open_store
from store.writer import Writer

__all__ = [
    "Asking", "Checked", "Difference", "Entry", "File", "Load", "Make", "Maker", "Moved", "Reader", "Store", "Undone", "Writer",
    "backup", "check", "copy", "declared", "derive", "history", "open_store", "question", "reading", "restore", "undo", "version",
    "writing",
]  # fmt: skip


def reading(address: str | None = None, *, upto: int | None = None) -> AbstractContextManager[Reader]:
    """A context that gives a `Reader` on the current generation of the store at `address` (default: settings).

    With `upto`: on the store as that load left it.
    """
    return open_store(address).reading(upto)


def writing(
    who: str, kind: str, *, address: str | None = None, programme: str = "default", note: str = ""
) -> AbstractContextManager[Writer]:
    """A context that gives a `Writer`; the load is committed as a whole when the context ends without an error."""
    return open_store(address).writing(who, kind, programme=programme, note=note)


def derive(key: str, make: Make, *, address: str | None = None, patience: float = 0.0, upto: int | None = None) -> None:
    """Has `make` build tables in memory beside the current generation, or beside it as load `upto` left it, once a process,
    in the background.

    Waits `patience` seconds at most. Readers of that state get what `make` gave back from `reader.derived(key)`.
    """
    open_store(address).derive(key, make, patience=patience, upto=upto)


def version(address: str | None = None) -> str:
    """The name of the current generation; it changes with every load and with nothing else."""
    return open_store(address).version()
