"""A store at an address, and its doors. Only the embedded store exists here: a folder of generations."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from base import settings
from base.errors import StoreAddressError, StoreDamaged, UsageError
from store import ledger, originals, schema
from store.connection import Asking, open_for_writing
from store.derived import Make
from store.generations import Generations
from store.reader import Reader, Shared
from store.writer import Writer, asking, filling, insert

_open_stores: dict[Path, Store] = {}
_opening = threading.Lock()


class Store:
    """An embedded store. One object a folder and process: readers share its root connection."""

    def __init__(self, folder: Path) -> None:
        self.generations = Generations(folder)
        self._guard = threading.Lock()
        self._shared: Shared | None = None
        self._grown = False

    def exists(self) -> bool:
        """Whether there is a store at this address already."""
        return self.generations.current() is not None

    def version(self) -> str:
        """The name of the current generation; an empty store is created where there is none."""
        return self.generations.current() or self._create()

    @contextmanager
    def reading(self, upto: int | None = None) -> Iterator[Reader]:
        """A reader on the current generation, or on what load `upto` left; it keeps that generation until the context ends.

        A store that an earlier version of the software wrote first gets the tables it lacks, as a new generation.
        """
        with self._guard:
            shared = self._newest()
            reader = shared.enter(upto)
        try:
            yield reader
        finally:
            shared.leave(reader)

    def derive(self, key: str, make: Make, *, patience: float, upto: int | None = None) -> None:
        """Has tables made beside the current generation, once, in the background; waits so many seconds for them at most.

        What `make` gives back is what readers of this generation get from `derived(key)` from then on. With `upto` they
        are made of, and for readers of, the state that this load left.
        """
        with self._guard:
            shared = self._newest()
        shared.derive(key, make, patience, upto)

    @contextmanager
    def writing(self, who: str, kind: str, *, programme: str = "default", note: str = "") -> Iterator[Writer]:
        """Builds the next generation; swaps it in when the context ends without an error, else leaves no trace."""
        with self._next_generation() as built, filling(built, who, kind, programme, note) as writer:
            yield writer

    @contextmanager
    def rehearsing(self, who: str, kind: str, *, programme: str = "default") -> Iterator[Writer]:
        """A writer on a private copy that is thrown away: the dry run. Takes no lock and changes nothing."""
        with self.private_copy() as path:
            connection = open_for_writing(path)
            try:
                yield Writer(connection, who, kind, programme, "")
            finally:
                connection.close()

    @contextmanager
    def private_copy(self) -> Iterator[Path]:
        """A copy of the current generation that is nobody else's and is thrown away."""
        self.version()
        with self.generations.private_copy() as path:
            yield path

    def keep_originals(self, load_id: int, workbooks: Iterable[tuple[str, bytes]]) -> str:
        """Keeps workbooks as they came, in one archive a load; returns its name. Call before the load ends."""
        return originals.keep(self.generations.originals, load_id, workbooks)

    def original(self, archive: str, member: str) -> bytes:
        """The bytes of a workbook as it came; `archive` and `member` stand in table `file`. Raises StoreDamaged."""
        return originals.read(self.generations.originals, archive, member)

    def take_over(
        self, source: Asking, archives: Iterable[Path], *, only_if_empty: bool, who: str | None = None, note: str = ""
    ) -> None:
        """Makes the next generation out of everything in `source`; with `who`, signs it with a load of kind 'restore'.

        Raises StoreDamaged, and changes nothing, where what arrived is not what the ledger says.
        """
        with self._next_generation(empty=True) as built:
            if only_if_empty:
                self._demand_empty()
            schema.demand(source)
            for archive in archives:
                originals.adopt(self.generations.originals, archive)
            _copy_tables(source, built)
            if who:
                with filling(built, who, "restore", "default", note):
                    pass

    @contextmanager
    def _next_generation(self, *, empty: bool = False) -> Iterator[Path]:
        with self.generations.locked(), self._built(empty=empty) as built:
            yield built

    @contextmanager
    def _built(self, *, empty: bool) -> Iterator[Path]:
        try:
            self.generations.start(empty=empty)
            yield self.generations.building
            self.generations.swap_in()
        finally:
            self.generations.discard()

    def _create(self) -> str:
        with self.generations.locked():
            if not self.exists():
                with self._built(empty=True):
                    pass
        return self.version()

    def _grow(self, opened: Shared) -> bool:
        reader = opened.enter()
        self._grown = not schema.lacks(reader)
        opened.leave(reader)
        if self._grown:
            return False
        opened.retire()
        with self._next_generation() as built:
            connection = open_for_writing(built)
            try:
                schema.grow(connection)
            finally:
                connection.close()
        return True

    def _demand_empty(self) -> None:
        if self.exists():
            with self.reading() as reader:
                found = reader.rows("select count(*) from load")[0][0]
            if found:
                raise UsageError(
                    f"Kho đích đã có {found} lần nạp. Chỉ chép được vào kho trống; hãy chọn thư mục khác.",
                    f"The store to copy into already holds {found} loads. Only an empty one can be copied into; choose another.",
                )

    def _newest(self) -> Shared:
        while True:
            version = self.version()
            if self._shared is not None and self._shared.version == version:
                return self._shared
            try:
                fresh = Shared(self.generations.path(version), version)
            except StoreDamaged:
                if self.version() == version:  # else it was pruned while we looked: ten loads have passed
                    raise
                continue
            if not self._grown and self._grow(fresh):
                continue
            if self._shared is not None:
                self._shared.retire()
            self._shared = fresh
            return fresh


def _copy_tables(source: Asking, built: Path) -> None:
    connection = open_for_writing(built)
    try:
        for table in schema.columns(source):
            insert(connection, table, source.batches(f"select * from {table}"))
    finally:
        connection.close()
    with asking(built) as copied:
        if ledger.differences(copied):
            raise StoreDamaged(
                "Dữ liệu chép sang không khớp sổ kiểm soát nên không được dùng. Hãy chạy: python -m store check.",
                "What was copied does not match its ledger and is not used. Run: python -m store check.",
            )


def open_store(address: str | None = None) -> Store:
    """The store at an address (default: settings): a folder, or `duckdb:FOLDER`; raises StoreAddressError."""
    text = address or settings.store_address()
    scheme, _, rest = text.partition(":")
    if scheme == "duckdb":
        text = rest
    elif len(scheme) > 1 and rest and "/" not in scheme and "\\" not in scheme:
        raise StoreAddressError(
            f"Không có loại kho dữ liệu «{scheme}:». Hãy ghi đường dẫn một thư mục, ví dụ data/store.",
            f"There is no kind of store «{scheme}:». Give the path of a folder, for example data/store.",
        )
    folder = Path(text).resolve()
    with _opening:
        return _open_stores.setdefault(folder, Store(folder))
