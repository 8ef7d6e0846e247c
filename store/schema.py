"""The tables of a store: made for a new one, demanded of one that comes from elsewhere."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from base.errors import StoreDamaged
from store.connection import Asking, Connection, in_words, open_for_writing

_SCHEMA = Path(__file__).with_name("schema.sql").read_text(encoding="utf-8")
_CREATE = {table: text for text, table in re.findall(r"^(create table (\w+) \([^)]*\));", _SCHEMA, re.MULTILINE)}
TABLES = tuple(_CREATE)

_PLAIN = re.compile(r"CREATE TABLE (\w+)\((\w+ \w+(?:, \w+ \w+)*)\);")


def create(path: Path) -> None:
    """Makes a database file with every table of `schema.sql`."""
    connection = open_for_writing(path)
    try:
        with in_words():
            connection.execute(_SCHEMA)
            connection.execute("checkpoint")
    finally:
        connection.close()


def grow(connection: Connection) -> bool:
    """Gives an open database the tables and columns that `schema.sql` has gained since it was made; says whether it did."""
    found = columns(Asking(connection))
    missing = {table: wanted for table, wanted in declared().items() if not wanted.keys() <= found.get(table, {}).keys()}
    with in_words():
        for table, wanted in missing.items():
            if table not in found:
                connection.execute(_CREATE[table])
            for name in wanted.keys() - found.get(table, wanted).keys():
                connection.execute(f"alter table {table} add column {name} {wanted[name]}")
    return bool(missing)


@cache
def declared() -> dict[str, dict[str, str]]:
    """The SQL type of every column that `schema.sql` declares, by table and name."""
    return {
        table: {name: kind.upper() for name, kind in (column.split() for column in body.split(","))}
        for table, body in re.findall(r"^create table (\w+) \(([^)]*)\);", _SCHEMA, re.MULTILINE)
    }


def lacks(found: Asking) -> bool:
    """Whether a database lacks tables or columns of `schema.sql`: it was written by an earlier version of the software."""
    known = columns(found)
    return any(not wanted.keys() <= known.get(table, {}).keys() for table, wanted in declared().items())


def columns(asking: Asking) -> dict[str, dict[str, str]]:
    """The SQL type of every column of every table, both by name."""
    texts = [text for (text,) in asking.rows("select sql from duckdb_tables() where not internal order by table_name")]
    plain = [_PLAIN.fullmatch(text) for text in texts]
    if all(plain):
        return {match[1]: dict(sorted(column.split() for column in match[2].split(", "))) for match in plain if match}
    found: dict[str, dict[str, str]] = {}
    # Tells of strange tables too, fifteen times slower: every load would feel it.
    for table, column, kind in asking.rows(
        "select table_name, column_name, data_type from duckdb_columns() "
        "where database_name = current_database() and not internal order by all"
    ):
        found.setdefault(table, {})[column] = kind
    return found


def demand(found: Asking) -> None:
    """Raises StoreDamaged unless a database has only tables and columns of `schema.sql`, and no views.

    One written by an earlier version of the software lacks some, and is welcome.
    """
    views = found.rows("select view_name from duckdb_views() where not internal")
    known = declared()
    strange = [table for table, named in columns(found).items() if not named.items() <= known.get(table, {}).items()]
    if views or strange or not columns(found):
        raise StoreDamaged(
            "Các bảng của kho này không cùng phiên bản với phần mềm đang chạy. Hãy dùng đúng phiên bản phần mềm đã ghi kho đó.",
            "The tables of this store are not those of the software that runs. Use the version of it that wrote them.",
        )
