"""The tables of a store: made for a new one, demanded of one that comes from elsewhere."""

from __future__ import annotations

import re
from pathlib import Path

from base.errors import StoreDamaged
from store.connection import Asking, in_words, open_for_writing

_SCHEMA = Path(__file__).with_name("schema.sql").read_text(encoding="utf-8")
TABLES = tuple(re.findall(r"^create table (\w+)", _SCHEMA, re.MULTILINE))


def create(path: Path) -> None:
    """Makes a database file with every table of `schema.sql`."""
    connection = open_for_writing(path)
    try:
        with in_words():
            connection.execute(_SCHEMA)
            connection.execute("checkpoint")
    finally:
        connection.close()


def columns(asking: Asking) -> dict[str, dict[str, str]]:
    """The SQL type of every column of every table, both by name."""
    found: dict[str, dict[str, str]] = {}
    # information_schema gives the same ten times slower: every load would feel it.
    for table, column, kind in asking.rows(
        "select table_name, column_name, data_type from duckdb_columns() "
        "where database_name = current_database() and not internal order by all"
    ):
        found.setdefault(table, {})[column] = kind
    return found


def demand(found: Asking, model: Asking) -> None:
    """Raises StoreDamaged unless a database has the tables of the model, and no views."""
    views = found.rows("select view_name from duckdb_views() where not internal")
    if views or columns(found) != columns(model):
        raise StoreDamaged(
            "Các bảng của kho này không cùng phiên bản với phần mềm đang chạy. Hãy dùng đúng phiên bản phần mềm đã ghi kho đó.",
            "The tables of this store are not those of the software that runs. Use the version of it that wrote them.",
        )
