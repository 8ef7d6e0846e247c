"""The ledger: how many rows a load wrote into each table, and a checksum over them.

The checksum adds up the MD5 of every row, each value with the name of its column and nulls left out. So it depends
neither on the order of rows nor on that of columns, stays the same between versions of DuckDB and when a table
gains a column, and two equal rows do not cancel each other out. Every table is covered but the ledger itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from store import schema
from store.connection import Asking

Tables = Mapping[str, Iterable[str]]  # the columns of each table


@dataclass(frozen=True, slots=True)
class Entry:
    """What one load wrote into one table."""

    load_id: int
    relation: str
    rows: int
    checksum: str


@dataclass(frozen=True, slots=True)
class Difference:
    """One load and table where what the ledger says is not what was found; None: not there at all."""

    load_id: int
    relation: str
    in_ledger: Entry | None
    in_tables: Entry | None


def counted(asking: Asking, load_id: int | None = None, only: Tables | None = None) -> list[Entry]:
    """Recomputes the entries of one load or of all from the tables themselves, or from some of them (`only`)."""
    return _summed(asking, load_id, only, "md5_number_lower(concat_ws(chr(31), {named}))")


def glimpse(asking: Asking, load_id: int, only: Tables) -> list[Entry]:
    """Like `counted`, ten times faster, with a checksum that only holds within one version of DuckDB.

    For reading a load back right after it was written; never stored.
    """
    return _summed(asking, load_id, only, "hash({plain})")


def _summed(asking: Asking, load_id: int | None, only: Tables | None, checksum: str) -> list[Entry]:
    chosen = f"where load_id = {load_id:d}" if load_id is not None else ""
    parts = []
    for table, columns in (schema.columns(asking) if only is None else only).items():
        if table != "ledger":
            row = checksum.format(named=", ".join(f"'{name}=' || {name}" for name in columns), plain=", ".join(columns))
            parts.append(f"select load_id, '{table}', count(*), sum({row})::varchar from {table} {chosen} group by load_id")
    rows = asking.rows(" union all ".join(parts)) if parts else []  # one query: tables side by side
    return sorted((Entry(*row) for row in rows), key=lambda entry: (entry.load_id or 0, entry.relation))


def written(asking: Asking, load_id: int | None = None) -> list[Entry]:
    """The entries as they stand in the ledger."""
    chosen = f"where load_id = {load_id:d}" if load_id is not None else ""
    entries = asking.rows(f"select load_id, relation, row_count, checksum from ledger {chosen} order by all")
    return [Entry(*entry) for entry in entries]


def differences(asking: Asking, load_id: int | None = None) -> list[Difference]:
    """Where ledger and tables are not the same; an empty list is a clean store. Of one load, the tables it wrote."""
    promised = written(asking, load_id)
    every = schema.columns(asking)
    only = every if load_id is None else {entry.relation: every[entry.relation] for entry in promised if entry.relation in every}
    ledger = {(entry.load_id, entry.relation): entry for entry in promised}
    tables = {(entry.load_id, entry.relation): entry for entry in counted(asking, load_id, only)}
    return [
        Difference(*key, ledger.get(key), tables.get(key))
        for key in sorted(ledger.keys() | tables.keys(), key=lambda key: (key[0] or 0, key[1]))
        if ledger.get(key) != tables.get(key)
    ]
