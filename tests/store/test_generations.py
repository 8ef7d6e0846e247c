"""A crash at any stage leaves before or after; what is left over, missing or held does no harm."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from hashlib import sha256
from pathlib import Path

import duckdb
import pytest
from filelock import FileLock

import store
from base.errors import StoreAddressError, StoreBusy, StoreDamaged, StoreError
from base.settings import PROJECT
from store import generations, ledger, shelf

# Loads into copies of a store, in processes that die at the first, second, third … touch of the disk, until one lives.
DYING = """
import os, shutil, sys
import store, store.generations, store.originals
template, folder, step = sys.argv[1:]

def load(address, left):
    def dying(work):
        def touch(*given):
            nonlocal left
            left -= 1
            if left < 0: os._exit(9)
            return work(*given)
        return touch
    for room in (store.generations, store.originals):
        for name in ("replace", "sync"):
            setattr(room, name, dying(getattr(room, name)))
    opened = store.open_store(address)
    with opened.writing("x", "reports") as writer:
        archive = opened.keep_originals(writer.load_id, [("a.xlsx", b"new")])
        writer.append("file", {"file_id": [1], "archive": [archive], "member": ["a.xlsx"]})
        writer.append("status", {"stage": [1] * 1000})

for touches in range(0, 99, int(step)):
    address = f"{folder}/{touches:02d}"
    if os.path.exists(template): shutil.copytree(template, address)
    child = os.fork()
    if not child:
        load(address, touches)
        os._exit(0)
    if os.waitpid(child, 0)[1] == 0: break
"""
COUNTS = "select (select count(*) from load), (select count(*) from status)"


def counts(address: str) -> tuple[int, int]:
    with store.reading(address) as reader:
        return reader.rows(COUNTS)[0]


@pytest.mark.skipif(os.name == "nt", reason="needs fork")
@pytest.mark.parametrize(("loads_before", "step"), [(0, 4), (1, 1)])
def test_a_crash_at_every_touch_of_the_disk_leaves_before_or_after(tmp_path: Path, loads_before: int, step: int) -> None:
    template, folder = tmp_path / "template", tmp_path / "stores"
    folder.mkdir()
    for _ in range(loads_before):
        with store.writing("x", "reports", address=str(template)) as writer:
            writer.append("status", {"stage": [1] * 1000})
    subprocess.run([sys.executable, "-c", DYING, str(template), str(folder), str(step)], cwd=PROJECT, check=True)
    seen = []
    for address in map(str, sorted(folder.iterdir())):
        loads, rows = counts(address)
        assert (loads, rows) in {(count, count * 1000) for count in (loads_before, loads_before + 1)}
        assert store.check(address).clean
        with store.writing("x", "reports", address=address) as writer:
            writer.append("status", {"stage": [1] * 1000})
        assert counts(address) == (loads + 1, rows + 1000)
        assert not list(Path(address).rglob("*building*"))
        seen.append(loads - loads_before)
    assert seen == sorted(seen)
    assert set(seen) == {0, 1}
    assert len(seen) * step > 8


def test_what_a_killed_load_left_is_swept_away(address: str, bring) -> None:
    bring(1)
    version = store.version(address)
    folder = Path(address)
    stray = folder / "000099-0123456789abcdef.duckdb"
    for leftover in ("next.building", "next.building.wal", "current.building", "originals/7.building", stray.name):
        (folder / leftover).write_bytes(b"half")
    (folder / "next.building.tmp").mkdir()
    (folder / "next.building.tmp" / "spill").write_bytes(b"half")
    assert store.version(address) == version
    assert bring(1) == 2
    assert not [path for path in folder.rglob("*") if "building" in path.name]
    assert not stray.exists()
    assert store.check(address).clean


@pytest.mark.parametrize("pointer", [None, "", "rác", "000001", "../../etc/passwd"])
def test_a_lost_or_damaged_pointer_loses_nothing(address: str, bring, pointer: str | None) -> None:
    bring(1)
    bring(2)
    version = store.version(address)
    path = Path(address) / "current"
    path.unlink() if pointer is None else path.write_text(pointer, encoding="utf-8")
    assert store.version(address) == version
    assert bring(3) == 3
    assert store.check(address).clean


def test_a_generation_that_is_gone_is_one_clear_error(address: str, bring) -> None:
    bring(1)
    store.open_store(address).generations.path(store.version(address)).unlink()
    assert store.check(address).damage is not None
    with pytest.raises(StoreDamaged):
        bring(1)
    with pytest.raises(StoreError), store.reading(address):
        pass


def test_the_last_generations_are_kept_and_a_reader_keeps_its_own(address: str, bring, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(generations, "KEPT", 3)
    bring(1)
    with store.reading(address) as old:
        for _ in range(4):
            with store.writing("x", "reports", address=address):
                pass
        assert len(store.open_store(address).generations.names()) == 3
        assert not store.open_store(address).generations.path(old.version).exists()
        assert old.rows("select count(*) from load") == [(1,)]
        with store.reading(address) as new:
            assert new.rows("select count(*) from load") == [(5,)]


def test_a_reader_that_finds_its_generation_pruned_looks_again(address: str, bring, monkeypatch: pytest.MonkeyPatch) -> None:
    bring(1)
    opened = store.open_store(address)
    told = iter(["000000-0123456789abcdef"])  # the pointer as it was before ten loads
    current = opened.generations.current
    monkeypatch.setattr(opened.generations, "current", lambda: next(told, None) or current())
    with opened.reading() as reader:
        assert reader.rows("select count(*) from status") == [(1,)]
    told = iter(["000000-0123456789abcdef"])
    with opened.rehearsing("x", "reports") as writer:
        assert writer.load_id == 2


def test_a_load_that_fails_leaves_no_trace(address: str, bring) -> None:
    bring(1)
    before = sorted(path.name for path in Path(address).rglob("*"))
    opened = store.open_store(address)
    with pytest.raises(RuntimeError), opened.writing("x", "reports") as writer:
        opened.keep_originals(writer.load_id, [("a.xlsx", b"a")])
        writer.append("status", {"stage": [1] * 100_000})
        raise RuntimeError
    with pytest.raises(RuntimeError), opened.rehearsing("x", "reports") as writer:
        writer.append("status", {"stage": [1]})
        raise RuntimeError
    assert sorted(path.name for path in Path(address).rglob("*")) == before


def test_a_load_whose_read_back_differs_is_not_made_current(address: str, bring, monkeypatch: pytest.MonkeyPatch) -> None:
    bring(1)
    version = store.version(address)
    counted = ledger.counted
    told = iter([[ledger.Entry(2, "status", 3, "0")]])  # a first count that the file will not bear out
    with monkeypatch.context() as patch:
        patch.setattr(ledger, "counted", lambda *given: next(told, None) or counted(*given))
        with pytest.raises(StoreDamaged):
            bring(2)
    assert store.version(address) == version


def test_a_full_disk_is_one_clear_error_and_changes_nothing(address: str, bring, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    bring(1)
    version = store.version(address)
    for name in ("sync", "replace"):
        with monkeypatch.context() as patch:
            patch.setattr(generations, name, full)
            with pytest.raises(StoreError):
                bring(1)
    with monkeypatch.context() as patch:
        patch.setattr("shutil.copyfile", full)
        with pytest.raises(StoreError):
            bring(1)
    assert store.version(address) == version
    assert store.check(address).clean
    assert bring(1) == 2


def test_loads_wait_for_each_other_and_say_so_when_it_takes_too_long(
    address: str, bring, monkeypatch: pytest.MonkeyPatch
) -> None:
    bring(1)
    monkeypatch.setenv("QMS_LOCK_SECONDS", "1")
    with FileLock(Path(address) / "lock"), pytest.raises(StoreBusy):
        bring(1)
    monkeypatch.setenv("QMS_LOCK_SECONDS", "60")
    threads = [threading.Thread(target=bring, args=(2,)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with store.reading(address) as reader:
        assert reader.rows("select count(*), count(distinct load_id) from status") == [(9, 5)]


def test_addresses_that_cannot_be_used(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_bytes(b"")
    for address in (str(file), str(file / "below"), "oracle:somewhere"):
        with pytest.raises(StoreAddressError):
            store.version(address)
    assert store.version(f"duckdb:{tmp_path / 'new'}") == store.version(str(tmp_path / "new"))


def test_the_version_is_cheap(address: str) -> None:
    store.version(address)
    best = min(timed(lambda: store.version(address)) for _ in range(200))
    assert best < 0.002


def timed(work) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def test_a_store_of_an_earlier_version_gains_what_the_schema_has_gained(address: str, bring) -> None:
    """Its readers see the new tables at once, its rows stay, and its ledger still holds."""
    bring(3)
    folder = Path(address)
    old = folder / f"{store.version(address)}.duckdb"
    connection = duckdb.connect(str(old))
    connection.execute("drop table review")
    connection.execute("alter table report drop column received_on")
    connection.execute("checkpoint")
    connection.close()
    name = f"{old.stem[:6]}-{sha256(old.read_bytes()).hexdigest()[:16]}"
    old.rename(folder / f"{name}.duckdb")
    (folder / "current").write_text(name)
    shelf._open_stores.clear()  # as a process does that has not met this store yet
    with store.reading(address) as reader:
        assert reader.rows("select count(*) from review") == [(0,)]
        assert reader.rows("select count(*), count(received_on) from report")[0][1] == 0
    assert store.version(address) > name
    assert store.check(address).differences == []
