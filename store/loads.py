"""The loads of a store: who brought what and when, and how one is taken back."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from base.errors import UsageError
from store.connection import Asking
from store.shelf import open_store

BOOKKEEPING = ("undo", "restore")  # kinds of load that bring no data, so that there is nothing to take back
_TABLES = ("load", "undo")


@dataclass(frozen=True, slots=True)
class File:
    """One workbook of a load and what became of it."""

    name: str
    sha256: str
    outcome: str
    rows_read: int
    rows_loaded: int
    rows_held: int
    rows_ignored: int


@dataclass(frozen=True, slots=True)
class Load:
    """One load. `loaded_at` is UTC without a zone; `rows` counts what it wrote, by table; `undone_by` names a load."""

    load_id: int
    loaded_at: datetime
    who: str
    kind: str
    programme: str
    note: str | None
    undone_by: int | None
    undoes: int | None
    rows: dict[str, int]
    files: list[File]


@dataclass(frozen=True, slots=True)
class Undone:
    """What an undo did: the load taken back, the load that says so, and the store's new version."""

    undone: int
    load_id: int
    store_version: str


def history(address: str | None = None) -> list[Load]:
    """Every load of the store, newest first, with its files and row counts."""
    with open_store(address).reading() as reader:
        return loads(reader)


def loads(asking: Asking) -> list[Load]:
    """Every load that the reader's generation knows, newest first."""
    rows: dict[int, dict[str, int]] = defaultdict(dict)
    for load_id, relation, count in asking.rows("select load_id, relation, row_count from ledger order by all"):
        if relation not in _TABLES:
            rows[load_id][relation] = count
    files: dict[int, list[File]] = defaultdict(list)
    for load_id, *told in asking.rows(
        "select load_id, name, sha256, outcome, rows_read, rows_loaded, rows_held, rows_ignored from file order by file_id"
    ):
        files[load_id].append(File(*told))
    return [
        Load(load_id, at, who, kind, programme, note, undone_by, undoes, rows[load_id], files[load_id])
        for load_id, at, who, kind, programme, note, undone_by, undoes in asking.rows(
            "select load.load_id, loaded_at, who, kind, programme, note, taken.load_id, own.undone from load "
            "left join undo taken on taken.undone = load.load_id "
            "left join (select load_id, min(undone) as undone from undo group by load_id) own on own.load_id = load.load_id "
            "order by load.load_id desc"
        )
    ]


def undo(load_id: int | None, who: str, address: str | None = None) -> Undone:
    """Takes one load back (None: the newest that still counts) by a new load of kind 'undo'; nothing is deleted.

    Corrections of reports that the load brought go with it: they stand on what is taken away. Raises UsageError where
    there is no such load, or where it was taken back before, be it a moment ago.
    """
    store = open_store(address)
    with store.reading() as reader:
        target = _target(loads(reader), load_id)
    with store.writing(who, "undo", programme=target.programme) as writer:
        _target(loads(writer), target.load_id)
        writer.append("undo", {"undone": [target.load_id, *_standing_on(writer, target.load_id)]})
    return Undone(target.load_id, writer.load_id, store.version())


def _standing_on(asking: Asking, load_id: int) -> list[int]:
    """The loads that still count and corrected a report of this load, or a correction of it, and so on."""
    found = asking.rows(
        "with recursive above as (select $load_id::bigint as load_id union "
        "select c.load_id from correction c join report r on r.report_id = c.corrects join above on above.load_id = r.load_id) "
        "select load_id from above where load_id <> $load_id and load_id not in (select undone from undo) order by load_id",
        {"load_id": load_id},
    )
    return [row[0] for row in found]


def _target(known: list[Load], load_id: int | None) -> Load:
    if load_id is None:
        open_loads = [load for load in known if load.undone_by is None and load.kind not in BOOKKEEPING]
        if not open_loads:
            raise UsageError("Không có lần nạp nào để hoàn tác.", "There is no load to take back.")
        return open_loads[0]
    found = next((load for load in known if load.load_id == load_id), None)
    if found is None:
        raise UsageError(
            f"Không có lần nạp số {load_id}. Xem danh sách: python -m store history.",
            f"There is no load {load_id}. See the list: python -m store history.",
        )
    if found.undone_by is not None:
        raise UsageError(
            f"Lần nạp {load_id} đã được hoàn tác trước đó (lần {found.undone_by}).",
            f"Load {load_id} was already taken back (by load {found.undone_by}).",
        )
    if found.kind in BOOKKEEPING:
        raise UsageError(
            f"Lần {load_id} không đưa dữ liệu vào nên không hoàn tác được. Muốn lấy lại dữ liệu, hãy nạp lại các tệp.",
            f"Load {load_id} brought no data and cannot be taken back. To get data back, load the workbooks again.",
        )
    return found
