"""Backup, restore and copy: everything arrives, or nothing changes."""

from __future__ import annotations

import json
import shutil
import tempfile
import threading
import zipfile
from hashlib import sha256
from pathlib import Path

import duckdb
import pytest

import store
from base.errors import StoreDamaged, StoreError, UsageError
from store import schema


def content(address: str, but: str = "restore") -> dict[str, list]:
    """Every row of every table, and every original."""
    with store.reading(address) as reader:
        mine = f"where load_id not in (select load_id from load where kind = '{but}')"
        tables = {table: reader.rows(f"select * from {table} {mine} order by all") for table in schema.TABLES}
    originals = [(path.name, path.read_bytes()) for path in sorted((Path(address) / "originals").iterdir())]
    return tables | {"originals": originals}


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory, bring_to) -> Path:
    """A store with three loads, the second of them undone, and its backup beside it."""
    folder = tmp_path_factory.mktemp("template")
    address = str(folder / "store")
    for count in (3, 400, 5):
        bring_to(address, count)
    store.undo(2, "lan", address)
    store.backup(folder / "kho.zip", address)
    return folder


@pytest.fixture
def filled(template: Path, address: str) -> str:
    """A copy of the template that a test may change."""
    shutil.copytree(template / "store", address)
    return address


def test_a_backup_brings_everything_back_and_signs_it(filled: str, bring, tmp_path: Path) -> None:
    file = tmp_path / "kho.zip"
    saved = content(filled)
    moved = store.backup(file, filled)
    assert (moved.store_version, moved.loads, moved.archives) == (store.version(filled), 4, 3)
    bring(9)
    version = store.version(filled)
    store.restore(file, "hoa", filled)
    assert store.version(filled) > version
    newest, *earlier = store.history(filled)
    assert (newest.kind, newest.who, newest.note, len(earlier)) == ("restore", "hoa", "kho.zip", 4)
    restored = content(filled)
    assert restored.pop("originals")[:2] == saved.pop("originals")[:2]
    assert restored == saved
    assert store.check(filled).clean
    assert bring(2) == 6
    assert store.undo(None, "x", filled).undone == 6


def test_a_backup_starts_a_new_store(filled: str, tmp_path: Path) -> None:
    store.backup(tmp_path / "kho.zip", filled)
    store.restore(tmp_path / "kho.zip", "hoa", str(tmp_path / "new"))
    assert content(str(tmp_path / "new")) == content(filled)


def test_a_copy_equals_its_source(filled: str, bring_to, tmp_path: Path) -> None:
    target = str(tmp_path / "copy")
    store.copy(filled, target)
    assert content(target) == content(filled)
    assert store.check(target).clean
    assert bring_to(target, 2) == 5
    with pytest.raises(UsageError):
        store.copy(filled, target)
    with pytest.raises(UsageError):
        store.copy(str(tmp_path / "nowhere"), str(tmp_path / "other"))
    assert not (tmp_path / "nowhere").exists()


def test_a_backup_during_loads_is_whole(filled: str, bring, tmp_path: Path) -> None:
    stop = threading.Event()

    def go_on() -> None:
        while not stop.is_set():
            bring(50)
            stop.wait(0.05)

    loader = threading.Thread(target=go_on)
    loader.start()
    try:
        for number in range(2):
            file = tmp_path / f"{number}.zip"
            store.backup(file, filled)
            store.restore(file, "hoa", str(tmp_path / f"store-{number}"))
            with store.reading(str(tmp_path / f"store-{number}")) as reader:
                whole = "select (sum(row_count)) from ledger where relation = 'status'"
                assert reader.rows("select count(*) from status") == reader.rows(whole)
    finally:
        stop.set()
        loader.join()
    assert store.check(filled).clean


def test_a_damaged_store_is_neither_backed_up_nor_copied(filled: str, tmp_path: Path) -> None:
    path = store.open_store(filled).generations.path(store.version(filled))
    raw = duckdb.connect(str(path))
    raw.execute("delete from status where load_id = 1")
    raw.close()
    for move in (lambda: store.backup(tmp_path / "kho.zip", filled), lambda: store.copy(filled, str(tmp_path / "copy"))):
        with pytest.raises(StoreDamaged):
            move()
    assert not (tmp_path / "kho.zip").exists()
    assert not list(tmp_path.glob("*.building"))


def test_a_backup_that_fails_keeps_the_one_before(filled: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    file = tmp_path / "kho.zip"
    store.backup(file, filled)
    before = file.read_bytes()
    monkeypatch.setattr("store.moving.sync", full)
    with pytest.raises(StoreError):
        store.backup(file, filled)
    assert file.read_bytes() == before
    assert not list(tmp_path.glob("*.building"))
    with pytest.raises(UsageError):
        store.backup(tmp_path / "no" / "folder.zip", filled)


def rewritten(file: Path, hostile: Path, change) -> Path:
    """A backup whose members went through `change`, with a manifest that agrees unless `change` made one."""
    with zipfile.ZipFile(file) as bundle:
        members = {name: bundle.read(name) for name in bundle.namelist()}
    members.pop("manifest.json")
    members = change(members)
    sums = {name: sha256(data).hexdigest() for name, data in members.items()}
    members.setdefault("manifest.json", json.dumps({"format": 1, "members": sums}).encode())
    with zipfile.ZipFile(hostile, "w") as bundle:
        for name, data in members.items():
            bundle.writestr(name, data)
    return hostile


def sql(statement: str):
    def change(members: dict[str, bytes]) -> dict[str, bytes]:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "x.duckdb"
            path.write_bytes(members["store.duckdb"])
            raw = duckdb.connect(str(path))
            raw.execute(statement)
            raw.close()
            return members | {"store.duckdb": path.read_bytes()}

    return change


def flipped(data: bytes) -> bytes:
    return data[:12_288] + bytes(byte ^ 0xFF for byte in data[12_288:])  # all but the headers: DuckDB does not survive it


HOSTILE = {
    "traversal": lambda members: members | {"../../evil": b"x"},
    "traversal inside originals": lambda members: members | {"originals/../../evil": b"x"},
    "absolute": lambda members: members | {"/evil": b"x"},
    "another member": lambda members: members | {"originals/run.py": b"x"},
    "original with another content": lambda members: {
        name: b"other" if name.startswith("originals/1-") else data for name, data in members.items()
    },
    "original missing": lambda members: {name: data for name, data in members.items() if not name.startswith("originals/1-")},
    "original too many": lambda members: members | {f"originals/9-{sha256(b'x').hexdigest()[:32]}.zip": b"x"},
    "no tables": lambda members: {name: data for name, data in members.items() if name != "store.duckdb"},
    "tables are not a database": lambda members: members | {"store.duckdb": b"x" * 10_000},
    "damaged database": lambda members: members | {"store.duckdb": flipped(members["store.duckdb"])},
    "manifest is not JSON": lambda members: members | {"manifest.json": b"{"},
    "manifest is a list": lambda members: members | {"manifest.json": b"[]"},
    "manifest names less": lambda members: members | {"manifest.json": b'{"format": 1, "members": {}}'},
    "format of the future": lambda members: members | {"manifest.json": b'{"format": 2, "members": {}}'},
    "rows deleted": sql("delete from status where load_id = 1"),
    "a table more": sql("create table more (load_id bigint)"),
    "a table with rows less": sql("drop table status"),
    "a view": sql("drop table task; create view task as select * from target"),
}


@pytest.mark.parametrize("fault", HOSTILE)
def test_a_wrong_backup_is_one_clear_error_and_changes_nothing(template: Path, filled: str, tmp_path: Path, fault: str) -> None:
    hostile = rewritten(template / "kho.zip", tmp_path / "hostile.zip", HOSTILE[fault])
    before = sorted(tmp_path.rglob("*")), content(filled)
    with pytest.raises(StoreDamaged):
        store.restore(hostile, "hoa", filled)
    assert (sorted(tmp_path.rglob("*")), content(filled)) == before
    assert not list(tmp_path.parent.rglob("evil"))


@pytest.mark.parametrize("data", [b"", b"PK", b"not a zip at all" * 100])
def test_a_file_that_is_no_backup(address: str, tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "kho.zip"
    file.write_bytes(data)
    with pytest.raises(StoreDamaged):
        store.restore(file, "hoa", address)
    for nothing in (tmp_path / "nothing.zip", tmp_path):
        with pytest.raises(UsageError):
            store.restore(nothing, "hoa", address)


def test_a_backup_with_one_byte_changed_or_cut_off_is_refused(filled: str, tmp_path: Path) -> None:
    file = tmp_path / "kho.zip"
    store.backup(file, filled)
    whole = file.read_bytes()
    version = store.version(filled)
    with zipfile.ZipFile(file) as bundle:
        size = bundle.getinfo("store.duckdb").compress_size
    for place in range(200, size, size // 5):
        file.write_bytes(whole[:place] + bytes([whole[place] ^ 0xFF]) + whole[place + 1 :])
        with pytest.raises(StoreDamaged):
            store.restore(file, "hoa", filled)
        file.write_bytes(whole[:place])
        with pytest.raises(StoreDamaged):
            store.restore(file, "hoa", filled)
    assert store.version(filled) == version


def test_a_backup_of_an_earlier_version_is_welcome(template: Path, filled: str, tmp_path: Path) -> None:
    """It lacks a table and a column that the schema has gained since; nothing in it is lost."""
    grown_since = "drop table review; alter table report drop column received_on"
    older = rewritten(template / "kho.zip", tmp_path / "older.zip", sql(grown_since))
    saved = content(filled)
    store.restore(older, "hoa", filled)
    assert content(filled) == saved
