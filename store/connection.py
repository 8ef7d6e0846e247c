"""DuckDB connections: how one is opened, locked down, and asked.

One root connection a generation, one cursor a caller: a connection shared by threads gives one reader another
reader's rows. Every SQL text in the house is a constant or comes from a declaration; values are bound. What DuckDB
raises is put into a sentence here and goes no further.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb

from base import settings
from base.errors import QueryTimeout, StoreDamaged, StoreError
from store.watch import Watch

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

Connection = duckdb.DuckDBPyConnection
Values = Mapping[str, Any] | list[Any] | None
# What stands in a column of numpy as it stands in the store.
_DAY = "DATE"
_PLAIN = {"VARCHAR", "BIGINT", "INTEGER", "DOUBLE", "BOOLEAN", "TIMESTAMP", _DAY}
_BROKEN = (duckdb.IOException, duckdb.SerializationException, duckdb.InternalException, duckdb.FatalException)
_watch = Watch()


def open_for_reading(path: Path) -> Connection:
    """A read-only root connection that can neither reach other files nor be reconfigured."""
    # Many processes read one file: none of them may spill into the folder that DuckDB would put beside it.
    return _open(path, read_only=True, temp_directory="")


def open_for_writing(path: Path) -> Connection:
    """A writable connection on a file that nobody else has open; locked down like a reader's."""
    # Nobody reads the file before it is finished, so what is committed goes straight into it and not into a log first.
    # FSST would make it a sixth smaller and the writing half as long again.
    return _open(path, read_only=False, checkpoint_threshold="1KB", disabled_compression_methods="fsst")


def _open(path: Path, *, read_only: bool, **more: Any) -> Connection:
    config: dict[str, Any] = {
        "enable_external_access": False,
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
        "python_enable_replacements": False,
        "memory_limit": f"{settings.limit('QMS_QUERY_MEMORY_MB')}MiB",
        "threads": settings.limit("QMS_QUERY_THREADS"),
        "lock_configuration": True,
    }
    try:
        return duckdb.connect(str(path), read_only=read_only, config=config | more)
    except duckdb.Error as error:
        raise StoreDamaged(
            f"Không đọc được kho dữ liệu «{path.name}». Hãy khôi phục từ bản sao lưu: python -m store restore TỆP.",
            f"The store file «{path.name}» cannot be read ({error}). Restore a backup: python -m store restore FILE.",
        ) from error


@contextmanager
def in_words() -> Iterator[None]:
    """Turns whatever DuckDB raises into a StoreError with a sentence."""
    try:
        yield
    except duckdb.InterruptException as error:
        raise QueryTimeout(
            "Truy vấn chạy quá lâu nên đã bị dừng. Hãy chọn ít kỳ hoặc ít đơn vị hơn.",
            "The query ran too long and was stopped. Choose fewer periods or units.",
        ) from error
    except duckdb.OutOfMemoryException as error:
        raise StoreError(
            "Truy vấn cần nhiều bộ nhớ hơn mức cho phép. Hãy chọn ít kỳ hoặc ít đơn vị hơn.",
            "The query needs more memory than it may use. Choose fewer periods or units.",
        ) from error
    except _BROKEN as error:
        raise StoreDamaged(
            "Không đọc hoặc ghi được tệp kho dữ liệu. Hãy kiểm tra ổ đĩa, rồi chạy: python -m store check.",
            f"The store file cannot be read or written ({error}). Check the disk, then run: python -m store check.",
        ) from error
    except duckdb.Error as error:
        raise StoreError(
            "Kho dữ liệu không thực hiện được yêu cầu này; đây là lỗi của phần mềm, xin báo người quản trị.",
            f"The store cannot do this; it is a fault of the software: {error}",
        ) from error


def _listed(column: Any) -> list[Any]:
    """A column of numpy as a list. Many a column says nothing at all, and numpy would look at each row of it."""
    mask = getattr(column, "mask", None)
    return [None] * len(column) if mask is not None and mask.all() else column.tolist()


class Asking:
    """What a reader and a writer share: asking questions of one cursor, with bound values only."""

    def __init__(self, cursor: Connection, seconds: float | None = None) -> None:
        self._cursor = cursor
        self._seconds = seconds

    def derived(self, key: str) -> Any | None:
        """What was made beside the data under `key`; None: only a reader of a generation has such things."""
        del key
        return None

    def rows(self, sql: str, values: Values = None) -> list[tuple[Any, ...]]:
        """All rows of a query, as tuples."""
        with self._asked(sql, values) as result:
            return result.fetchall()

    def lists(self, sql: str, values: Values = None, *, order: int = 0, by_numpy: bool = True) -> list[Sequence[Any]]:
        """The columns of a query, each a list of what `rows` would give; `order`: in order of so many first columns, which hold
        whole numbers. By numpy ten thousands of rows take half the time, where columns are of `_PLAIN` types and each has
        a name of its own.
        """
        with self._asked(sql, values) as result:
            types = {name: str(kind) for name, kind, *_ in result.description}
            if not by_numpy or not _PLAIN.issuperset(types.values()) or len(types) != len(result.description):
                rows = result.fetchall()
                if order:
                    rows.sort(key=itemgetter(*range(order)))
                return list(zip(*rows, strict=True)) or [()] * len(types)
            found = result.fetchnumpy()
        told = [found[name].astype("datetime64[D]") if types[name] == _DAY else found[name] for name in types]
        if order:
            import numpy as np  # loaded by what was fetched

            at = np.lexsort(told[:order][::-1])
            told = [column[at] for column in told]
        return [_listed(column) for column in told]

    def columns(self, sql: str, values: Values = None) -> dict[str, Any]:
        """The columns of a query as arrays of numpy by their names, for what is worked out on all rows at once; masked where
        they hold nulls.
        """
        with self._asked(sql, values) as result:
            return dict(result.fetchnumpy())

    def row(self, sql: str, values: Values = None) -> tuple[Any, ...] | None:
        """The first row of a query, or None."""
        with self._asked(sql, values) as result:
            return result.fetchone()

    def records(self, sql: str, values: Values = None) -> list[dict[str, Any]]:
        """All rows of a query, as dictionaries by column name."""
        with self._asked(sql, values) as result:
            names = [column[0] for column in result.description]
            return [dict(zip(names, row, strict=True)) for row in result.fetchall()]

    def frame(self, sql: str, values: Values = None) -> pd.DataFrame:
        """All rows of a query, as a pandas DataFrame."""
        with self._asked(sql, values) as result:
            return result.df()

    def batches(self, sql: str) -> pa.RecordBatchReader:
        """All rows of a query as Arrow batches, fetched while they are read; ask nothing else in between."""
        with in_words():
            return self._cursor.execute(sql).to_arrow_reader()

    @contextmanager
    def _asked(self, sql: str, values: Values) -> Iterator[Connection]:
        with in_words(), self._limited():
            yield self._cursor.execute(sql, values) if values else self._cursor.execute(sql)

    def _limited(self) -> AbstractContextManager[None]:
        return nullcontext() if self._seconds is None else _watch.over(self._seconds, self._cursor.interrupt)
