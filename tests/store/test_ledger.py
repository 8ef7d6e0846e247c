"""Whatever is written is read back, its ledger says so, and undoing it gives what was before."""

from __future__ import annotations

import random
import tempfile
from datetime import date
from pathlib import Path

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import store
from base.errors import StoreDamaged, StoreError, UsageError
from store import ledger, schema
from store.writer import asking

TEXT = st.none() | st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=20)
WHOLE = st.none() | st.integers(-(2**63), 2**63 - 1)
ROW = st.fixed_dictionaries(
    {
        "report_id": WHOLE,
        "row_number": WHOLE,
        "code": TEXT,
        "name": TEXT,
        "issued_on": st.none() | st.dates(date(1, 1, 1), date(9999, 12, 31)),
    }
)
PLACE = st.fixed_dictionaries({"latitude": st.none() | st.floats(allow_nan=False), "name": TEXT})
QUICK = settings(max_examples=6, deadline=None)


def fresh() -> tuple[tempfile.TemporaryDirectory, str]:
    folder = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
    return folder, str(Path(folder.name) / "store")


def multiset(rows: list[dict]) -> list[str]:
    return sorted(repr(sorted(row.items())) for row in rows)


@QUICK
@given(rows=st.lists(ROW, min_size=1, max_size=30), places=st.lists(PLACE, max_size=10), seed=st.integers())
def test_any_rows_written_are_read_back_and_their_order_does_not_matter(rows: list[dict], places: list[dict], seed: int) -> None:
    folder, address = fresh()
    with folder:
        shuffled = random.Random(seed).sample(rows, len(rows))
        for batch in (rows, shuffled):
            with store.writing("x", "reports", address=address) as writer:
                assert writer.append_rows("procedure", batch) == len(rows)
                assert writer.append_rows("unit", places) == len(places)
        with store.reading(address) as reader:
            for load_id in (1, 2):
                found = reader.records(
                    "select report_id, row_number, code, name, issued_on from procedure where load_id = $load", {"load": load_id}
                )
                assert multiset(found) == multiset(rows)
                found = reader.records("select latitude, name from unit where load_id = $load", {"load": load_id})
                assert multiset(found) == multiset(places)
        assert store.check(address).clean


@QUICK
@given(rows=st.lists(ROW, min_size=1, max_size=20), seed=st.integers())
def test_the_checksum_is_the_same_in_every_order_and_differs_when_a_value_does(rows: list[dict], seed: int) -> None:
    folder, address = fresh()
    with folder:
        other = [dict(row) for row in rows]
        other[0]["code"] = (other[0]["code"] or "") + "x"
        found = []
        for batch in (rows, random.Random(seed).sample(rows, len(rows)), other):
            with store.open_store(address).rehearsing("x", "reports") as writer:
                writer.append_rows("procedure", batch)
                found += ledger.counted(writer, writer.load_id, {"procedure": schema.columns(writer)["procedure"]})
        assert found[0] == found[1]
        assert found[0].rows == len(rows)
        assert found[0].checksum != found[2].checksum


def test_equal_rows_do_not_cancel_out_in_the_checksum(address: str) -> None:
    found = []
    for code in ("a", "b"):
        with store.open_store(address).rehearsing("x", "reports") as writer:
            writer.append("procedure", {"code": [code, code]})
            found += ledger.counted(writer, writer.load_id, {"procedure": schema.columns(writer)["procedure"]})
    assert found[0].checksum != found[1].checksum


@settings(QUICK, max_examples=4)
@given(loads=st.lists(st.integers(1, 5), min_size=1, max_size=4), chosen=st.data())
def test_undoing_gives_exactly_what_was_before(loads: list[int], chosen: st.DataObject) -> None:
    folder, address = fresh()
    counts = "select load_id, count(*) from status where load_id not in (select undone from undo) group by all order by all"
    with folder:
        for size in loads:
            with store.writing("x", "reports", address=address) as writer:
                writer.append("status", {"stage": [1] * size})
        with store.reading(address) as reader:
            before = reader.rows(counts)
        victim = chosen.draw(st.sampled_from(range(1, len(loads) + 1)))
        undone = store.undo(victim, "x", address)
        assert (undone.undone, undone.load_id) == (victim, len(loads) + 1)
        with store.reading(address) as reader:
            assert reader.rows(counts) == [row for row in before if row[0] != victim]
            assert reader.rows("select count(*) from status") == [(sum(loads),)]
        assert store.check(address).clean


def test_undo_goes_back_load_by_load_and_never_twice(address: str, bring, current_totals) -> None:
    seen = []
    for count in (3, 5):
        seen.append(current_totals())
        bring(count)
    assert store.undo(None, "x", address).undone == 2
    assert current_totals() == seen[1]
    assert store.undo(None, "x", address).undone == 1
    assert current_totals() == seen[0]
    version = store.version(address)
    for nonsense in (None, 1, 3, 99):
        with pytest.raises(UsageError):
            store.undo(nonsense, "x", address)
    assert store.version(address) == version
    assert [(load.load_id, load.undone_by, load.undoes) for load in store.history(address)] == [
        (4, None, 1),
        (3, None, 2),
        (2, 3, None),
        (1, 4, None),
    ]


def test_history_names_who_when_files_and_rows(address: str, bring) -> None:
    bring(3)
    (load,) = store.history(address)
    assert (load.who, load.kind, load.programme, load.rows) == (
        "lan",
        "reports",
        "default",
        {"file": 1, "report": 3, "status": 3},
    )
    assert (load.files[0].name, load.files[0].sha256, load.files[0].outcome) == ("Báo cáo 3.xlsx", "0f" * 32, "accepted")


@pytest.mark.parametrize(
    ("relation", "sabotage"),
    [
        ("status", "delete from status where procedures_tthc = 1"),
        ("status", "update status set note = 'đã sửa' where procedures_tthc = 1"),
        ("status", "insert into status (load_id, stage) values (1, 3)"),
        ("undo", "insert into undo values (2, 1)"),
        ("status", "delete from ledger where relation = 'status'"),
        ("load", "update load set who = 'người khác'"),
        ("load", "delete from load"),
        ("report", "insert into report (report_id) values (7)"),
    ],
)
def test_whatever_is_changed_behind_the_ledger_is_found(address: str, bring, relation: str, sabotage: str) -> None:
    bring(3)
    path = store.open_store(address).generations.path(store.version(address))
    raw = duckdb.connect(str(path))
    raw.execute(sabotage)
    raw.close()
    with asking(path) as sabotaged:
        assert {difference.relation for difference in ledger.differences(sabotaged)} == {relation}


def test_bytes_flipped_on_disk_are_found(address: str, bring) -> None:
    bring(3000)
    path = store.open_store(address).generations.path(store.version(address))
    whole = path.read_bytes()
    for place in (5_000, len(whole) // 2, len(whole) - 260_000):  # DuckDB does not survive the last one
        broken = bytearray(whole)
        broken[place : place + 64] = bytes(byte ^ 0xFF for byte in broken[place : place + 64])
        path.write_bytes(broken)
        assert store.check(address).damage is not None
    path.write_bytes(whole[: len(whole) // 2])
    assert store.check(address).damage is not None
    with pytest.raises(StoreDamaged):
        bring(1)  # nothing is built on a damaged generation
    path.write_bytes(whole)
    assert store.check(address).clean


def test_an_original_that_is_gone_or_changed_is_found(address: str, bring) -> None:
    bring(2)
    (archive,) = (Path(address) / "originals").iterdir()
    whole = archive.read_bytes()
    archive.write_bytes(whole + b"x")
    assert [difference.relation for difference in store.check(address).differences] == [f"originals/{archive.name}"]
    archive.unlink()
    (difference,) = store.check(address).differences
    assert difference.in_tables is None
    opened = store.open_store(address)
    for name in (archive.name, "../current", ""):
        with pytest.raises(StoreError):
            opened.original(name, "Báo cáo 2.xlsx")
    archive.write_bytes(whole)
    assert opened.original(archive.name, "Báo cáo 2.xlsx") == b"workbook" * 2
    with pytest.raises(StoreError):
        opened.original(archive.name, "khác.xlsx")


@pytest.mark.parametrize(
    "columns",
    [
        {"stage": [1.5]},
        {"stage": ["3"]},
        {"stage": [2**63]},
        {"note": [5]},
        {"note": ["\ud800"]},
        {"announced_on": ["2018-01-01"]},
        {"no_such_column": [1]},
        {"stage": [1, 2], "note": ["x"]},
    ],
)
def test_a_value_that_does_not_fit_is_an_error_and_leaves_no_trace(address: str, bring, columns: dict) -> None:
    bring(1)
    version = store.version(address)
    with pytest.raises(StoreError), store.writing("x", "reports", address=address) as writer:
        writer.append("status", columns)
    assert store.version(address) == version
    assert not list(Path(address).rglob("*building*"))
