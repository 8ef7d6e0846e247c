"""One load: rows are appended to the next generation; all of them count, or none."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa

from base.errors import StoreDamaged
from store import columns as arrow
from store import ledger, schema
from store.connection import Asking, Connection, in_words, open_for_reading, open_for_writing

_FILE_SLOTS, _REPORT_SLOTS = 1_000_000, 10_000_000


class Writer(Asking):
    """Appends the rows of one load. `load_id` is its number; it can also be asked, and sees what it has written."""

    def __init__(self, connection: Connection, who: str, kind: str, programme: str, note: str) -> None:
        super().__init__(connection)
        schema.grow(connection)
        self._execute("begin transaction")
        last, stamped = self.rows("select coalesce(max(load_id), 0), max(loaded_at) from load")[0]
        self.load_id: int = last + 1
        # Loads are stamped in the order of their numbers, whatever the clock says: as of a moment is up to a load.
        now = datetime.now(UTC).replace(tzinfo=None)
        self.at = now if stamped is None else max(now, stamped + timedelta(microseconds=1))
        self.programme = programme
        self._kinds = schema.columns(self)
        self._written: set[str] = set()
        self._files = self._reports = 0
        self.append(
            "load", {"loaded_at": [self.at], "who": [who], "kind": [kind], "programme": [programme], "note": [note or None]}
        )

    def new_file_id(self) -> int:
        """A number for the next workbook of this load, unique in the store."""
        self._files += 1
        return self.load_id * _FILE_SLOTS + self._files

    def new_report_ids(self, count: int) -> list[int]:
        """Numbers for the next reports of this load, unique in the store."""
        first = self.load_id * _REPORT_SLOTS + self._reports + 1
        self._reports += count
        return list(range(first, first + count))

    def append(self, relation: str, columns: Mapping[str, Sequence[Any]]) -> int:
        """Appends rows given as columns (missing ones are null); `load_id` is filled in. Returns the row count."""
        count = len(next(iter(columns.values()), ()))
        if not count:
            return 0
        table = arrow.table({**columns, "load_id": [self.load_id] * count}, self._kinds.get(relation, {}))
        insert(self._cursor, relation, table)
        self._written.add(relation)
        return count

    def append_rows(self, relation: str, rows: Sequence[Mapping[str, Any]]) -> int:
        """Appends rows given as dictionaries that all have the same keys."""
        if not rows:
            return 0
        return self.append(relation, {name: [row[name] for row in rows] for name in rows[0]})

    def written(self) -> dict[str, dict[str, str]]:
        """The tables that this load has written to, with the types of their columns."""
        return {relation: self._kinds[relation] for relation in self._written}

    def close_ledger(self) -> list[ledger.Entry]:
        """Writes this load's entries into the ledger and commits; gives a glimpse of what must be found afterwards."""
        entries = ledger.counted(self, self.load_id, self.written())
        self.append(
            "ledger",
            {
                "relation": [entry.relation for entry in entries],
                "row_count": [entry.rows for entry in entries],
                "checksum": [entry.checksum for entry in entries],
            },
        )
        seen = ledger.glimpse(self, self.load_id, self.written())
        self._execute("commit")
        self._execute("checkpoint")
        return seen

    def _execute(self, command: str) -> None:
        with in_words():
            self._cursor.execute(command)


def insert(connection: Connection, relation: str, rows: pa.Table | pa.RecordBatchReader) -> None:
    """Appends Arrow rows to a table, column by name."""
    with in_words():
        # As a bare stream: given the object itself, DuckDB imports pyarrow.dataset to ask what it is.
        connection.register("incoming", rows.__arrow_c_stream__())
        connection.execute(f"insert into {relation} by name select * from incoming")
        connection.unregister("incoming")


@contextmanager
def filling(built: Path, who: str, kind: str, programme: str, note: str) -> Iterator[Writer]:
    """A writer on a file that is being built; closes its ledger, reads the load back, raises StoreDamaged if it differs."""
    connection = open_for_writing(built)
    try:
        writer = Writer(connection, who, kind, programme, note)
        yield writer
        seen = writer.close_ledger()
        written = writer.written()
    finally:
        connection.close()
    with asking(built) as reader:
        if ledger.glimpse(reader, writer.load_id, written) != seen or len(ledger.written(reader, writer.load_id)) != len(seen):
            raise StoreDamaged(
                f"Lần nạp {writer.load_id} không khớp sổ kiểm soát sau khi ghi; dữ liệu hiện hành được giữ nguyên. Hãy nạp lại.",
                f"Load {writer.load_id} does not match its ledger after writing; the current data are untouched. Load again.",
            )


@contextmanager
def asking(path: Path) -> Iterator[Asking]:
    """Questions, without a time limit, to a database file that is not a current generation."""
    connection = open_for_reading(path)
    try:
        yield Asking(connection)
    finally:
        connection.close()
